import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs files of tests, with more runs where the environment says so, and answers what held: the tests that passed,
 * those that did not, and the figures that tests left in `task.meta.figures`.
 */
export async function checked(project, files, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-checked-'));
  const report = join(folder, 'report.json');
  const words = ['vitest', 'run', '--project', project, '--reporter=json', `--outputFile=${report}`, ...files];
  const child = spawn('npx', words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'ignore' });
  await new Promise(resolve => child.on('close', resolve));
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const of = status => tests.filter(test => test.status === status);
    return {
      passed: of('passed').length,
      skipped: tests.length - of('passed').length - of('failed').length,
      slowest: Math.max(0, ...tests.map(({ duration = 0 }) => duration)),
      figures: Object.assign({}, ...tests.map(({ meta }) => meta?.figures)),
      failures: [
        ...testResults
          .filter(({ assertionResults }) => !assertionResults.length)
          .map(({ name }) => `${name} did not run`),
        ...of('failed').map(({ fullName, failureMessages: [said = ''] }) => `${fullName}: ${said.slice(0, 300)}`),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
