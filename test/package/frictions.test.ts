import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function run(lines: readonly object[], ...flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-frictions-'));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n'));
  const { status, stdout, stderr } = spawnSync('node', ['dist/tools/frictions.js', ...flags, file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

/** As `http()` posts it. */
const batch = (visitorId: string, device: string, ...types: readonly string[]) => ({
  visitorId,
  sentAt: 10_000,
  rows: ['page_view', 'device_details', ...types].map((type, seq) => ({
    seq,
    now: seq,
    decisions: [],
    touchpoint: { id: `${visitorId}${seq}`, at: seq, session: 'visit', type, data: { device } },
  })),
});
const SHOP = [
  ...[1, 2, 3, 4].map(index => batch(`phone ${index}`, 'mobile', 'rage_click', 'rage_click')),
  ...[1, 2].map(index => batch(`desk ${index}`, 'desktop')),
];

it('ranks the ways to pay that visitors looked for and did not find', () => {
  const wish = (visitorId: string, ...ways: readonly string[]) => ({
    visitorId,
    rows: ways.map((payment_type, seq) => ({
      ...{ seq, now: seq, decisions: [] },
      touchpoint: { id: `${visitorId}${seq}`, at: seq, session: 'visit', type: 'payment_wish', data: { payment_type } },
    })),
  });
  const wishes = [wish('ann', 'Klarna', 'Klarna', 'PayPal'), wish('ben', 'PayPal')];
  const { stdout, stderr } = run(wishes);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/looked for and not found\.\n +visitors +wishes\nPayPal +2 +2\nKlarna +1 +2\n$/);
  expect(JSON.parse(run(wishes, '--json').stdout).wishes[0]).toEqual({
    payment_type: 'PayPal',
    visitors: 2,
    wishes: 2,
  });
  expect(run(SHOP).stdout).not.toContain('looked for');
});

it('says what went wrong on which class of device', () => {
  const { status, stdout, stderr } = run(SHOP);
  expect([status, stderr]).toEqual([0, '']);
  const [head, columns, , visits, , rage] = stdout.split('\n').map(line => line.split(/ {2,}/));
  expect(head?.[0]).toMatch(/^6 visitors\. How often it happened, and in how many of 100 visits/);
  expect(columns).toEqual(['', 'mobile', 'of 100 visits', '95 % sure', 'desktop', 'of 100 visits', '95 % sure']);
  expect(visits).toEqual(['visits', '4', '2']);
  expect(rage).toEqual(['rage_click', '8', '100.0', '51.0 to 100.0', '0', '0.0', '0.0 to 65.8']);
});

it('says it to other programs, and of touchpoints that are stored flat', () => {
  const flat = [
    { visitor: 'a', session: 's', type: 'dead_click', at: 1, data: '{}' },
    { visitor: 'a', session: 's', type: 'device_details', at: 9_000_000, data: '{"device":"tablet"}' },
  ];
  expect(JSON.parse(run(flat, '--json').stdout)).toMatchObject({
    visitors: 1,
    devices: [
      { device: 'tablet', visits: 1, kinds: [{ type: 'dead_click', count: 1, visits: 1, share: { value: 1 } }] },
    ],
  });
});

it('says what is missing', () => {
  expect(run([batch('one', 'toaster', 'rage_click')]).stdout).toMatch(
    /No class of device is known: no `device_details`/,
  );
  expect(run([{}])).toMatchObject({ status: 1, stderr: expect.stringMatching(/hold no touchpoint/) });
  const { status, stderr } = spawnSync('node', ['dist/tools/frictions.js'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, 'Name the logs to read: waymark-frictions [--json] rows.ndjson …\n']);
});
