import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { bucketOf } from '../../src/decide/bucket.js';
import { experiment } from '../../src/decide/experiment.js';
import { variantOf } from '../../src/decide/variant-of.js';
import { seeded } from '../../src/tools/seeded.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const T0 = Date.UTC(2026, 0, 5, 10);
const DAY = 86_400_000;
const PRICE = { id: 'price', variants: ['plain', 'bold'] };
const rules = gatherRules([commerce(), experiment(PRICE)]);

function run(text: string, ...flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-lift-'));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('node', ['dist/tools/lift.js', ...flags, file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

/** What `http()` posts of a visitor who sees a page and a nudge a minute later, and buys two days later or not. */
function batchOf(
  visitorId: string,
  chanceOf: (group: string, variant: string) => number,
  random: () => number,
): object {
  const place = bucketOf(visitorId, 'coupon') ?? 0;
  const all = bucketOf(visitorId, 'all') ?? 0;
  const group = all < 0.1 ? 'left alone' : place < 0.2 ? 'held' : 'shown';
  const isBuyer = random() < chanceOf(group, variantOf(visitorId, PRICE));
  const items = [{ item_id: 'cedar', price: 50 }];
  const happened: readonly (readonly [after: number, type: string, data: object])[] = [
    [0, 'page_view', {}],
    [60_000, 'view_item', { currency: 'EUR', items }],
    [2 * DAY, isBuyer ? 'purchase' : 'page_view', { transaction_id: visitorId, currency: 'EUR', value: 50, items }],
  ];
  let profile = initialProfile(rules, visitorId);
  const rows = happened.map(([after, type, data], index): Row => {
    const now = T0 + after;
    const raw = admit(rules, {
      id: `${visitorId}-${index}`,
      at: now,
      url: 'https://shop.example/',
      by: 'site',
      type,
      data,
    });
    const step = advance(rules, profile, now, raw.touchpoint);
    profile = step.profile;
    const shares = { nudge: 'coupon', holdout: 0.2, globalHoldout: 0.1 };
    const reason = group === 'held' ? 'holdout' : 'global-holdout';
    const nudge =
      group === 'shown' ? { name: 'nudge.show', data: shares } : { name: 'nudge.hold', data: { ...shares, reason } };
    const decided =
      type === 'view_item' ? [{ id: `${visitorId}/nudge`, trigger: 'nudge-coupon', at: now, ...nudge }] : [];
    return {
      seq: index + 1,
      now,
      purposes: PURPOSES,
      touchpoint: step.touchpoint,
      decisions: [...step.decisions, ...decided],
    };
  });
  return { site: 'shop', visitorId, sentAt: T0 + 10 * DAY, rows };
}

function shop(visitors: number, chanceOf: (group: string, variant: string) => number): string {
  const random = seeded(5);
  const batches = Array.from({ length: visitors }, (_, index) => batchOf(`visitor-${index}`, chanceOf, random));
  return batches.map(batch => JSON.stringify(batch)).join('\n');
}

it('finds a nudge that helps and an experiment that does nothing, in the rows of 4,000 visitors', () => {
  const text = shop(4_000, group => (group === 'shown' ? 0.12 : 0.05));
  const { status, stdout, stderr } = run(text);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^4000 visitors up to 2026-01-15/);
  const [all = '', price = '', coupon = ''] = stdout.split('\n\n').slice(1);
  expect(all).toMatch(/All nudges together[\s\S]*"nudged" helps[\s\S]*more reach the goal than of "held"/);
  expect(coupon).toMatch(/^coupon \(nudge\)[\s\S]*values in EUR[\s\S]*sizes they were drawn with[\s\S]*"shown" helps/);
  expect(price).toMatch(
    /^price \(experiment\)[\s\S]*sizes they were drawn with[\s\S]*"bold": not enough visitors yet to say/,
  );
  const { trials } = JSON.parse(run(text, '--json').stdout);
  // 12 and 5 % were planted; the interval for any time holds 7 points.
  const [low, high] = trials[2].lift.groups[0].rate.absolute.anytime;
  expect(low).toBeLessThan(0.07);
  expect(high).toBeGreaterThan(0.07);
  expect(
    trials.map(({ arms }: { arms: { exposed: number }[] }) => arms.reduce((sum, { exposed }) => sum + exposed, 0)),
  ).toEqual([4_000, 4_000, expect.closeTo(3_600, -3)]);
});

it('waits for windows that are open, and takes another goal, window and weights', () => {
  const text = shop(400, () => 0.5);
  expect(run(text, '--days', '30').stdout).toMatch(/^ {2}held +0 +\d+ +0$/m);
  expect(run(text, '--until', '2026-01-06').stdout).toMatch(/^ {2}held +0 +\d+ +0$/m);
  expect(run(text, '--days', '1').stdout).toMatch(/shown +\d+ +0 +0 +0\.00 %/);
  expect(run(text, '--goal', 'view_item').stdout).toMatch(/bold +\d+ +0 +\d+ +100\.00 %/);
  const bare = JSON.stringify({ visitor: 'a', at: T0, name: 'nudge.show', data: { nudge: 'coupon' } });
  const held = JSON.stringify({
    visitor: 'b',
    at: T0,
    name: 'nudge.hold',
    data: { nudge: 'coupon', reason: 'holdout' },
  });
  expect(run(`${bare}\n${held}`).stdout).toMatch(/cannot be checked/);
  expect(run(`${bare}\n${held}`, '--weights', 'coupon=held:1,shown:1').stdout).toMatch(/sizes they were drawn with/);
});

it('counts and names the goal that a nudge says, in its own currency', () => {
  const data = { nudge: 'coupon', goal: 'generate_lead', withinDays: 30, holdout: 0.5 };
  const lead = { type: 'generate_lead', at: T0 + 20 * DAY, data: { currency: 'CZK', value: 40 } };
  const rows = ['a', 'b'].flatMap(visitor => [
    {
      visitor,
      at: T0,
      ...(visitor === 'a'
        ? { name: 'nudge.show', data }
        : { name: 'nudge.hold', data: { ...data, reason: 'holdout' } }),
    },
    { visitor, id: visitor, ...lead },
    {
      visitor,
      id: `${visitor}-order`,
      type: 'purchase',
      at: T0 + DAY,
      data: { transaction_id: visitor, currency: 'EUR', value: 900 },
    },
    { visitor, type: 'page_view', at: T0 + 40 * DAY, data: {} },
  ]);
  const { stdout } = run(rows.map(row => JSON.stringify(row)).join('\n'), '--days', '1');
  expect(stdout).toMatch(/^coupon \(nudge\), goal `generate_lead`, values in CZK$/m);
  expect(stdout).toMatch(/^ {2}shown +1 +0 +1 +100\.00 % +40\.00$/m);
});

it('says what is missing', () => {
  expect(run('{"visitorId":"a","rows":[]}').stderr).toMatch(/hold 0 visitors and no `nudge\.show`/);
  expect(run('{"visitorId":\n{').stderr).toMatch(/^Line 1 of .* is no JSON/);
  for (const [flag, value, wanted] of [
    ['--days', 'few', 'a number above 0'],
    ['--alpha', '2', 'a number above 0 and below 1'],
    ['--tightest-at', '-1', 'a number above 0'],
    ['--weights', 'coupon', 'the groups of a trial, such as coupon=held:1,shown:9'],
    ['--until', 'soon', 'a day such as 2026-01-31'],
  ] as const) {
    const { status, stdout, stderr } = run('', `${flag}=${value}`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`\`${flag}\` is "${value}". Give ${wanted}.\n`);
  }
});
