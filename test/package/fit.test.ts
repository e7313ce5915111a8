import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { LikelihoodModel } from '../../src/stages/likelihood-model.js';
import { simulate } from '../bench/evaluate/simulate.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function run(lines: readonly object[], more = '') {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-fit-'));
  const file = join(folder, 'touchpoints.ndjson');
  writeFileSync(file, lines.map(line => JSON.stringify(line)).join('\n') + more);
  const { status, stdout, stderr } = spawnSync('node', ['dist/tools/fit.js', file], { cwd: ROOT, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr };
}

it('writes a model to standard output, and beside it how good it is', () => {
  const { visits } = simulate({ visits: 2_400 });
  const lines = visits.flatMap(({ visitor, events }, index) =>
    events.map(({ ts, event, item }) => ({ visitor, session: `${index}`, ts, event, item })),
  );
  const { status, stdout, stderr } = run(lines);
  expect(status).toBe(0);
  const model: LikelihoodModel = JSON.parse(stdout);
  expect(model.basis).toBe('fitted');
  expect(stderr).toMatch(/AUC +0\.\d+ \[0\.\d+, 0\.\d+\] +0\.\d+ \[/);
  expect(stderr).toMatch(/ECE/);
});

it('says what is missing where nobody bought', () => {
  const { status, stdout, stderr } = run([{ visitor: 'v', session: 's', ts: 1, event: 'view_item' }]);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/none with a `purchase`/);
});

it('says which line cannot be read, and nothing of its own insides', () => {
  const { status, stdout, stderr } = run([{ visitor: 'v', ts: 1, event: 'purchase' }], '\n{"visitor":');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^".+" cannot be read\. Line 2 is no JSON\. Give one JSON object a line\.\n$/);
});

it('says why the weights stay as they are where everybody ordered', () => {
  const lines = Array.from({ length: 250 }, (_, index) =>
    ['view_item', 'purchase'].map(event => ({ visitor: `${index}`, ts: index, event })),
  );
  const { status, stderr } = run(lines.flat());
  expect(status).toBe(0);
  expect(stderr).toMatch(/No visit without an order: the weights stay as they are/);
  expect(stderr).not.toMatch(/NaN/);
});

it('asks about visitors: a session is one where none is named, and who is neither is left out and said', () => {
  const { visits } = simulate({ visits: 300 });
  const rows = (name: (visit: number) => object) =>
    visits.flatMap(({ events }, index) => events.map(({ ts, event, item }) => ({ ...name(index), ts, event, item })));
  const bySession = run(rows(index => ({ session: `${index}` })));
  expect(bySession.stdout).toBe(run(rows(index => ({ visitor: `${index}`, session: `${index}` }))).stdout);
  expect(bySession.stderr).toMatch(/^300 visits, /);
  const some = run(rows(index => (index < 290 ? { session: `${index}` } : {})));
  expect(some.stderr).toMatch(/^\d+ visits are left out, for no visitor or session is named\.\n290 visits, /);
  const { status, stdout, stderr } = run(rows(() => ({})));
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/holds \d+ visits and names no visitor\. Give a column `visitor`, or one `session`\.\n$/);
});
