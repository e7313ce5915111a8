import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

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

describe('with a plugin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-replay-'));
  const steps = join(folder, 'steps.json');
  const mine = join(folder, 'mine.mjs');
  const run = (...args: readonly string[]) =>
    spawnSync('node', ['dist/tools/replay.js', ...args], { cwd: ROOT, encoding: 'utf8' });
  writeFileSync(
    steps,
    JSON.stringify([
      { type: 'add_to_wishlist', data: { items: [{ item_id: 'cedar', item_name: 'Cedar 0-14' }] } },
      { after: '8 d', type: 'page_view' },
    ]),
  );
  writeFileSync(
    mine,
    `const WEEK_MS = 7 * 86_400_000;
    export default () => ({
      name: 'wishes',
      slice: {
        name: 'wishes',
        version: 1,
        initial: null,
        reduce: (wish, { type, at }) => (type === 'add_to_wishlist' ? { at } : wish),
      },
      triggers: [
        {
          name: 'wishes',
          decision: 'wish.remind',
          every: 4 * WEEK_MS,
          when: ({ profile, now }) => (profile.slices.wishes && now - profile.slices.wishes.at >= WEEK_MS ? {} : null),
          wakeAt: ({ slices }) => (slices.wishes ? slices.wishes.at + WEEK_MS : null),
        },
      ],
    });`,
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints decisions before and after, side by side', () => {
    const { stdout, status } = run('--plugin', mine, steps);
    expect(status).toBe(0);
    expect(stdout).toMatch(/With "wishes": \d+ of \d+ decisions differ/);
    expect(stdout).toMatch(/^ {2}\+ 2026-01-12 10:00:01 +\(time\) +wish\.remind \{\}$/m);
    expect(stdout).toMatch(/^ {4}wish\.remind +0 +1 +\+1$/m);
  });

  it('reads what `waymark.export()` returned', () => {
    const touchpoint = { id: 't1', at: 1_767_607_200_000, url: '', by: 'site', session: 't1' };
    const data = { items: [{ item_id: 'cedar' }] };
    const log = [
      { seq: 1, now: touchpoint.at, decisions: [], touchpoint: { ...touchpoint, type: 'add_to_wishlist', data } },
    ];
    const exported = join(folder, 'export.json');
    writeFileSync(exported, JSON.stringify({ profile: { profile: { visitorId: 'v' } }, log }));
    expect(run(exported).stdout).toMatch(/a log;[\s\S]*stage\.enter/);
  });

  it('takes other plugins for before', () => {
    const { stdout } = run('--base', mine, '--plugin', mine, steps);
    expect(stdout).toMatch(/0 of 1 decisions differ/);
  });

  it('says what is wrong with a module, a file or the call', () => {
    const none = join(folder, 'none.mjs');
    writeFileSync(none, 'export default 1;');
    expect(run('--plugin', none, steps).stderr).toMatch(/none\.mjs" is no plugin/);
    expect(run('--plugin', join(folder, 'gone.mjs'), steps).stderr).toMatch(/could not be loaded/);
    expect(run('--plugin', mine).stderr).toMatch(/^Name the files to replay/);
    expect(run('--plugin', mine).status).toBe(1);
  });
});

it.skipIf(!existsSync(REAL))('replays a real clickstream of 20 visitors, where the data folder is there', () => {
  expect(replay(REAL)).toMatch(/862 touchpoints of 20 visitors/);
});
