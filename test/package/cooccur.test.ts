import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { recommendWith } from '../../src/decide/recommend-with.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function run(lines: readonly object[], ...flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-cooccur-'));
  const file = join(folder, 'touchpoints.ndjson');
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'));
  const { status, stdout, stderr } = spawnSync('node', ['dist/tools/cooccur.js', ...flags, file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

const visit = (session: string, ts: number, items: readonly string[], event = 'view_item') =>
  items.map((item, index) => ({ visitor: session, session, ts: ts + index, event, item }));

it('writes a file that knows what was looked at together, and says its bytes', () => {
  const lines = Array.from({ length: 20 }, (_, index) => [
    ...visit(`g${index}`, index * 100, ['cedar', 'strings']),
    ...visit(`d${index}`, index * 100, ['drum', 'sticks']),
    ...visit(`l${index}`, index * 100, ['cedar', 'drum'], 'view_item_list'),
  ]).flat();
  const { status, stdout, stderr } = run(lines);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^60 visits, 40 with a look at a product\. The file takes \d+ bytes in brotli\.\n$/);
  const { rec } = recommendWith(JSON.parse(stdout));
  expect(rec(['cedar'], 2)).toContain('strings');
  expect(rec(['drum'], 2)).toContain('sticks');
});

it('says what is missing', () => {
  expect(run(visit('one', 1, ['cedar'])).stderr).toMatch(/holds 1 visits, and no two products/);
  const { status, stdout, stderr } = run([], '--bytes', 'few');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe('`--bytes` is "few". Give a number above 0.\n');
  const unnamed = spawnSync('node', ['dist/tools/cooccur.js'], { cwd: ROOT, encoding: 'utf8' });
  expect([unnamed.status, unnamed.stdout]).toEqual([1, '']);
  expect(unnamed.stderr).toMatch(/^Name the touchpoints to count: waymark-cooccur/);
});
