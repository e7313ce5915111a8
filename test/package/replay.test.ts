import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REAL = fileURLToPath(new URL('../../../shared/data/otto-dev.csv.gz', import.meta.url));

const replay = (file: string): string =>
  spawnSync('node', ['dist/tools/replay.js', file], { cwd: ROOT, encoding: 'utf8' }).stdout;

it('replays a clickstream: touchpoints a second, decisions, stages over time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-replay-'));
  const file = join(folder, 'shop.csv');
  const looks = [0, 60, 120].map(seconds => `v,s,${1_700_000_000_000 + seconds * 1_000},view_item,cedar,guitars,,219`);
  writeFileSync(
    file,
    `visitor,session,ts,event,item,category,brand,price\n${looks.join('\n')}\nv,s,1700000180000,add_to_cart,cedar,guitars,,219\n`,
  );
  const printed = replay(file);
  rmSync(folder, { recursive: true });
  expect(printed).toMatch(/4 touchpoints of 1 visitors .* a second/);
  expect(printed).toMatch(/coupon\.offer 1/);
  // Nobody comes back: time alone makes the cart idle, then abandoned.
  expect(printed).toMatch(/cart\.idle 1/);
  expect(printed).toMatch(/cart\.abandon 1/);
  expect(printed).toMatch(/after {2}3 touchpoints \(1 visitors\): Consideration 100\.0 %/);
});

it.skipIf(!existsSync(REAL))('replays a real clickstream of 20 visitors, where the data folder is there', () => {
  expect(replay(REAL)).toMatch(/862 touchpoints of 20 visitors/);
});
