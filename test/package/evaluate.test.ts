import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = pathToFileURL(`${ROOT}dist/stages.js`).href;

const evaluate = (...options: readonly string[]) =>
  spawnSync('node', ['test/bench/evaluate/evaluate.mjs', ...options], { cwd: ROOT, encoding: 'utf8' });

it('says what is missing where a module has nothing to measure', () => {
  const { status, stderr } = evaluate('--score', 'dist/learn.js');
  expect(status).toBe(1);
  expect(stderr).toMatch(/"\S+learn\.js" exports no `score`\. Run `npm run build`/);
});

it.skipIf(!('score' in (await import(BUILT))))(
  'measures the built package on a generated shop where there are no data',
  () => {
    const { status, stdout, stderr } = evaluate('--data', 'nowhere', '--rounds', '10');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/"nowhere" is not there: a generated shop/);
    for (const title of ['Intent after every event', 'Cart left', 'What follows a stage', 'Next event', 'Cost in Node'])
      expect(stdout).toContain(title);
    const [, auc = ''] = /AUC {2,}(\d\.\d+) \[/.exec(stdout) ?? [];
    expect(Number(auc)).toBeGreaterThan(0.55);
  },
);
