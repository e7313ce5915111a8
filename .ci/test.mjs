// All checks, one after the other: the machine has two cores. Ends with a line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const only = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'waymark-test-'));
let passed = 0;
let failed = 0;
let skipped = 0;
const rows = [];
const failures = [];

check('types', 'npx', ['tsc', '-p', 'tsconfig.json']);
check('types of tests', 'npx', ['tsc', '-p', 'test/tsconfig.json']);
check('lint', 'npx', ['biome', 'ci', '--error-on-warnings']);
tests('unit', ['--coverage']);
check('build', 'npm', ['run', '--silent', 'build']);
check('size', 'npx', ['size-limit']);
tests('package');
tests('browser');
tests('vendors');
// A brief slice: rows that ask for nothing lost, not for milliseconds, which a busy machine does not give.
check('torture', 'node', [
  'test/bench/torture/torture.mjs',
  '--brief',
  'DUR1',
  'DUR7',
  'DUR9',
  'STO5',
  'STO6',
  'PRI4',
  'PRI5',
  'PRI6',
]);

for (const [name, result, seconds] of rows)
  console.log(`${result.padEnd(22)} ${seconds.toFixed(0).padStart(4)} s  ${name}`);
// Said again at the end, for a log that is cut keeps its end.
for (const failure of failures) console.log(`\nFAILED ${failure}`);
rmSync(reports, { recursive: true });
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed ? 1 : 0);

function check(name, command, args) {
  if (only.length && !only.includes(name)) return;
  const { status, seconds } = run(name, command, args);
  if (status === 0) passed++;
  else failed++;
  rows.push([name, status === 0 ? 'passed' : 'FAILED', seconds]);
}

function tests(project, args = []) {
  if (only.length && !only.includes(project)) return;
  const report = join(reports, `${project}.json`);
  const { status, seconds } = run(project, 'npx', [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  const counts = read(report);
  passed += counts.numPassedTests;
  skipped += counts.numPendingTests + counts.numTodoTests;
  // A file that could not be loaded, or a coverage below its threshold, fails without a failed test.
  const lost = counts.numFailedTests || (status === 0 ? 0 : 1);
  failed += lost;
  failures.push(...counts.testResults.flatMap(failuresOf));
  rows.push([`${project} tests`, lost ? `${lost} FAILED` : `${counts.numPassedTests} passed`, seconds]);
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}

function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (!failed.length) return message ? [`${name}\n${message}`] : [];
  return failed.map(({ fullName, failureMessages }) => `${name}\n${fullName}\n${failureMessages.join('\n')}`);
}

function run(name, command, args) {
  console.log(`\n── ${name}`);
  const start = Date.now();
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return { status, seconds: (Date.now() - start) / 1000 };
}
