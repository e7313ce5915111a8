import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from './browser.mjs';

/** Which canaries the files of a profile say, one byte a letter or two, and in which kinds of files, but for these. */
export async function onDisk(profile, canaries, except = /^$/) {
  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter(
    entry => entry.isFile() && !except.test(entry.name),
  );
  const found = new Set();
  const kinds = new Set();
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
    for (const canary of canaries) {
      if (!bytes.includes(canary) && !bytes.includes(Buffer.from(canary, 'utf16le'))) continue;
      found.add(canary);
      kinds.add(
        join(parentPath, name)
          .slice(profile.length + 1)
          .replace(/\d{3,}/g, '*')
          .replace(/http_[^/]*/, 'site'),
      );
    }
  }
  return { found: found.size, files: kinds, words: [...found] };
}

/** What was committed reaches the files a moment later: until so many are found. */
export async function settled(look, wanted = 1) {
  let found = await look();
  for (let n = 0; n < 10 && found.found < wanted; n++) {
    await pause(100);
    found = await look();
  }
  return found;
}
