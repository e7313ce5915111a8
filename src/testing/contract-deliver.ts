import type { Delivered } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { rowsWithin } from '../runtime/within.js';
import { type Bench, MOMENT_MS, type Network, openBench, pause } from './contract-bench.js';
import type { ContractCase, Subject } from './contract-case.js';
import { short } from './contract-play.js';
import { forgottenRows, goodRows, oddBatches } from './contract-rows.js';

const SAFE = /^(https:\/\/|http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]|\/(?!\/)|\.)/;
/** An answer is waited for this long after the stop, ms. */
const PATIENCE_MS = 500;

interface Delivering {
  readonly bench: Bench;
  readonly batch: readonly Row[];
  /** `null` while it has not settled. */
  outcome: { readonly answer?: Delivered | undefined; readonly cause?: unknown } | null;
}

/** What holds of a destination. */
export function deliverCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail, tell } = subject;
  if (!shape.deliver) return [];
  // A vendor's page object can only be on a page.
  const skip =
    shape.delivery === 'page' && typeof document === 'undefined' && 'It needs a page: run it with a document.';

  /** Calls `deliver`; fails where it throws before it answers. */
  function deliver(bench: Bench, rows: readonly Row[]): Delivering {
    const plugin = make();
    const batch = rowsWithin(plugin, rows);
    const delivering: Delivering = { bench, batch, outcome: null };
    try {
      const answer = plugin.deliver?.(batch, bench.context);
      Promise.resolve(answer).then(
        value => {
          delivering.outcome = { answer: value ?? undefined };
        },
        cause => {
          delivering.outcome = { cause };
        },
      );
    } catch (cause) {
      fail(
        `threw out of \`deliver\`: ${(cause as Error)?.message}. Reject, or call \`problem\` and answer \`rejected\`.`,
      );
    }
    return delivering;
  }

  async function on(network: Network, work: (bench: Bench) => Promise<void>): Promise<void> {
    const bench = openBench(subject, network);
    try {
      await work(bench);
    } finally {
      bench.stop();
    }
  }

  const cases: readonly ContractCase[] = [
    {
      name: 'hands on any row, with an answer that says what became of it',
      run: () =>
        on('takes', async bench => {
          for (const rows of [goodRows(subject), forgottenRows(subject), ...oddBatches(subject)]) {
            const one = deliver(bench, rows);
            await settled(one, MOMENT_MS * 10);
            if (!one.outcome)
              fail('did not settle `deliver` although the network answered at once. Await nothing else.');
            if (one.outcome?.cause)
              fail(
                `rejected a batch: ${(one.outcome.cause as Error).message}. Leave out what it cannot read. Rows: ${short(rows)}`,
              );
            const flaw = flawOf(one);
            if (flaw) fail(`answered \`deliver\` with ${short(one.outcome?.answer)}: ${flaw}.`);
          }
          for (const { way, url, body } of bench.sent) {
            if (way !== 'send') continue;
            if (typeof body !== 'string') fail(`gave \`send\` a body that is no text. Use \`JSON.stringify\`.`);
            if (!SAFE.test(url)) fail(`sends to "${url}". Use an https address, or a path on this site.`);
          }
          tell?.(`${bench.sent.length} requests and ${bench.calls.length} calls of the vendor`);
        }),
    },
    {
      name: 'does not take as delivered what nobody took',
      async run() {
        for (const network of ['refuses', 'fails'] as const)
          await on(network, async bench => {
            const one = deliver(bench, goodRows(subject));
            await settled(one, MOMENT_MS * 10);
            if (!bench.sent.length || !one.outcome || 'cause' in one.outcome) return;
            const { accepted = one.batch.length, rejected } = one.outcome.answer ?? {};
            if (accepted >= one.batch.length && !rejected)
              fail(
                `answered as if all rows were taken when the network ${network}. Return the answer of \`send\`, or \`accepted\`.`,
              );
          });
      },
    },
    {
      name: 'settles when it is stopped while the network hangs',
      run: () =>
        on('hangs', async bench => {
          const one = deliver(bench, goodRows(subject));
          await pause();
          bench.abort();
          await settled(one, PATIENCE_MS);
          if (!one.outcome) fail('goes on waiting after it was stopped. Hand `signal` to what waits, such as `fetch`.');
        }),
    },
    {
      name: 'sends nothing and calls nobody once the grant is gone',
      run: () =>
        on('hangs', async bench => {
          const one = deliver(bench, goodRows(subject));
          await pause();
          const { length: before } = [...bench.sent, ...bench.calls];
          bench.abort();
          // What was under way answers late, and what waits for it must not go on.
          bench.release();
          await settled(one, PATIENCE_MS);
          await pause();
          const late = [...bench.sent.map(({ url }) => url), ...bench.calls].length - before;
          if (late)
            fail(
              `made ${late} more requests or calls after its grant was gone. Look at \`signal.aborted\` after every wait.`,
            );
        }),
    },
  ];
  return skip ? cases.map(one => ({ ...one, skip })) : cases;
}

async function settled(one: Delivering, ms: number): Promise<void> {
  for (let waited = 0; !one.outcome && waited < ms; waited += MOMENT_MS) await pause();
}

function flawOf({ outcome, batch }: Delivering): string | null {
  const kind = Object.getPrototypeOf(Object(outcome?.answer));
  // A response of `fetch` is no plain object: whoever hands it on counts a refusal as taken.
  if (kind && Object.getPrototypeOf(kind)) return 'answer nothing for all rows, or a plain object with `accepted`';
  const { accepted = 0, rejected = [], retryAfterMs = 0 } = outcome?.answer ?? {};
  if (!(Number.isInteger(accepted) && accepted >= 0 && accepted <= batch.length))
    return '`accepted` is a number of rows, from the start of the batch';
  if (!Number.isFinite(retryAfterMs)) return '`retryAfterMs` is a number';
  if (rejected === true) return null;
  if (!Array.isArray(rejected)) return '`rejected` is a list of `seq`, or true';
  return rejected.every(seq => batch.some(row => row.seq === seq))
    ? null
    : '`rejected` names rows that are not in the batch';
}
