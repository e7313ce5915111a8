import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MINUTE = 60_000;

function run(lines: readonly object[], ...flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-waits-'));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'));
  const { status, stdout, stderr } = spawnSync('node', ['dist/tools/waits.js', ...flags, file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

/** As `http()` posts it. */
const batch = (visitorId: string, ...told: readonly (readonly [type: string, at: number, data: object])[]) => ({
  visitorId,
  sentAt: 10 * MINUTE,
  rows: told.map(([type, at, data], seq) => ({
    seq,
    now: at,
    decisions: [],
    touchpoint: { id: `${visitorId}${seq}`, at, type, data },
  })),
});
const asking = (minutes: number) =>
  batch(
    `visitor ${minutes}`,
    ['contact_support', 1, { method: 'chat' }],
    ['chat_answer', 1 + minutes * MINUTE, { widget: 'crisp', waited_ms: minutes * MINUTE }],
    ['solve_issue', 1 + 2 * minutes * MINUTE, {}],
  );

it('says how long all visitors waited', () => {
  const { status, stdout, stderr } = run([1, 2, 3, 4, 5, 6].map(asking));
  expect([status, stderr]).toEqual([0, '']);
  const [head, , line] = stdout.split('\n');
  expect(head).toMatch(/^6 visitors\. Medians are of what was answered and solved/);
  expect(line?.split(/ {2,}/)).toEqual([
    ...['chat', '6', '6', '3.5 min', '60.0 s to 6.0 min', '0'],
    ...['6', '7.0 min', '2.0 min to 12.0 min', '0'],
  ]);
});

it('says it to other programs', () => {
  const { stdout } = run([1, 2, 3, 4, 5, 6].map(asking), '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    visitors: 6,
    waits: [{ channel: 'chat', answer: { count: 6, range: [MINUTE, 6 * MINUTE] }, unsolved: 0 }],
  });
});

it('says what is missing', () => {
  expect(run([batch('one', ['page_view', 1, {}])])).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/hold 1 visitors and nobody who asked support/),
  });
  const { status, stderr } = spawnSync('node', ['dist/tools/waits.js'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, 'Name the logs to read: waymark-waits [--json] rows.ndjson …\n']);
});
