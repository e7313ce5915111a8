// Measures the models of the built package on real data, where it is there, and prints our figures beside baselines and
// what SCIENCE.md reports. `npm run evaluate -- [--data FOLDER] [--score FILE] [--only TASK,TASK] [--rounds N]`
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { recommendSpeed } from './recommend-speed.mjs';

const here = path => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: {
    // Another folder of the same layout, such as held-out visitors.
    data: { type: 'string', default: here('../../../../shared/data') },
    // Another module that exports `score`, to compare with.
    score: { type: 'string', default: here('../../../dist/stages.js') },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '200' },
  },
});

const file = resolve(values.score);
const { score } = existsSync(file) ? await import(pathToFileURL(file).href) : {};
if (!score) {
  console.error(`"${file}" exports no \`score\`. Run \`npm run build\`, or name a module that does with \`--score\`.`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'waymark-evaluate-'));
const outfile = join(folder, 'run.mjs');
await build({
  entryPoints: [here('run.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
});
const { run, show } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });

const started = performance.now();
const hasData = existsSync(values.data);
console.log(
  hasData
    ? 'Real shops; 95 % intervals draw whole visitors. What the default weights saw is said with each set.'
    : `"${values.data}" is not there: a generated shop takes the place of the real ones.`,
);
console.log(
  'Baselines are fitted to four fifths of the visitors and asked about the rest; how they rank is the mean of five folds.',
);
const only = values.only.split(',').filter(Boolean);
for (const table of run(score, { data: values.data, only, rounds: Number(values.rounds) })) console.log(show(table));
if (!only.length || only.includes('recommend-speed')) console.log(show(await recommendSpeed()));
console.log(`\n${((performance.now() - started) / 1_000).toFixed(0)} s`);
