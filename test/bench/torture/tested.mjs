import { checked } from './checked.mjs';

/** Promises that files of tests hold; a full run has more runs. */
export const TESTED = [
  {
    id: 'SEC2',
    what: 'sinks in every built file',
    asked: 'none, and the scan finds every kind of one',
    project: 'package',
    files: ['test/package/sinks.test.ts'],
  },
  {
    id: 'SEC3',
    what: 'options, members and words on Object.prototype, one by one',
    asked: 'an instance works as without',
    project: 'unit',
    files: ['test/runtime/pollution.test.ts'],
    say: ({ names, values }) => `${names} names × ${values} values`,
  },
  {
    id: 'SEC4',
    what: 'a plugin with each fault in each of its members, beside three others',
    asked: 'the others get 100 %; what it sees is frozen; what hangs is abandoned at 5 s',
    project: 'unit',
    files: ['test/runtime/isolation.test.ts'],
    runs: { WAYMARK_ISOLATION_RUNS: [200, 10_000, 40] },
  },
  {
    id: 'SEC7',
    what: 'what is published',
    asked: 'two builds byte-equal, a hash per file, SBOM, no install script, no stray file',
    project: 'package',
    files: ['test/package/supply.test.ts', 'test/package/lock.test.ts'],
  },
  {
    id: 'FUZ1',
    what: 'anything at all, and every hostile value, taken in',
    asked: '≥ 30,000 inputs: 0 throws, 0 pollution, ≤ 64 KiB stored',
    project: 'unit',
    files: ['test/core/hostile.test.ts'],
    runs: { WAYMARK_FUZZ_RUNS: [30_000, 1_000_000, 5_000] },
    say: ({ inputs, largest, half, most }) =>
      `${inputs} inputs, largest stored ${largest} bytes, p50 ${half.toFixed(2)}, largest ${most.toFixed(0)} ms`,
  },
  {
    id: 'FUZ3',
    what: 'the corpus of addresses and payloads in Node, Chromium, Firefox',
    asked: 'equal answers',
    project: 'browser',
    files: ['test/browser/redaction.test.ts'],
  },
  {
    id: 'FUZ4',
    what: 'getters, later changes, frozen input',
    asked: 'read once at most, no effect, fine',
    project: 'unit',
    files: ['test/core/hostile.test.ts'],
    runs: { WAYMARK_FUZZ_RUNS: [100, 100] },
  },
  {
    id: 'HST9',
    what: 'every built file read as the oldest engines would',
    asked: 'stated floor; below it the script is refused whole',
    project: 'package',
    files: ['test/package/floor.test.ts'],
  },
].map(row => ({ ids: [row.id], run: bench => held(bench, row) }));

async function held(bench, { id, what, asked, project, files, runs = {}, say = () => '' }) {
  const env = Object.fromEntries(
    Object.entries(runs).map(([name, [slice, full, brief]]) => [name, `${bench.figure(slice, full, brief)}`]),
  );
  const { passed, skipped, figures, failures } = await checked(project, files, env);
  const said = failures.length || !Object.keys(figures).length ? '' : `, ${say(figures)}`;
  return {
    id,
    what,
    asked,
    reached: `${passed} tests${skipped ? `, ${skipped} skipped` : ''}${said}`,
    runs: 1,
    failures: passed ? failures : [...failures, 'no test ran'],
  };
}
