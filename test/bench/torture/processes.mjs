import { execFileSync } from 'node:child_process';

/** Ids of all processes that this one started, and that those did. */
export function descendants() {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number));
  const known = new Set([process.pid]);
  // A child may be listed before its parent.
  for (let before = 0; before < known.size; ) {
    before = known.size;
    for (const [id, parent] of rows) if (known.has(parent)) known.add(id);
  }
  known.delete(process.pid);
  return known;
}

/** Ends what this process started, but for those: by the id of each. */
export function endOthers(kept) {
  for (const id of descendants()) {
    if (kept.has(id)) continue;
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
}
