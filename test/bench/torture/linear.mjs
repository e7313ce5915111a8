import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checked } from './checked.mjs';

const BENCH = fileURLToPath(new URL('../redaction.mjs', import.meta.url));

/** FUZ2: no text takes longer than in proportion to its length, by proof and by measure. */
export const fuz2 = { ids: ['FUZ2'], run, minutes: 10 };

async function run() {
  const { passed, failures } = await checked('package', ['test/package/regexps.test.ts']);
  const { code, said } = await measured();
  const [line = ''] = said.split('\n');
  return {
    id: 'FUZ2',
    what: 'every pattern of the source, and texts doubled in length',
    asked: 'proved safe; ≤ 2.5× the time',
    reached: `${passed} tests; ${line.replace(/\s+/g, ' ')}`,
    runs: 1,
    failures: code ? [...failures, line] : failures,
  };
}

/** What `redaction.mjs` prints, and how it ends. */
async function measured() {
  const child = spawn(process.execPath, [BENCH], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', text => {
    said += text;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  return { code, said };
}
