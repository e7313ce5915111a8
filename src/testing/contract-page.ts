import { type Bench, openBench, pause } from './contract-bench.js';
import type { ContractCase, Subject } from './contract-case.js';
import { openStage, visit } from './contract-visit.js';
import { type PageWatch, watchPage } from './watch-page.js';

export const NO_PAGE = 'It needs a page: run it with a document, such as that of happy-dom or of a browser.';

/** What holds of a plugin that watches the page. */
export function pageCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail, tell, use } = subject;
  if (!shape.capture) return [];

  /** Captures for a while; answers what it left. */
  async function capture(isUsed: boolean, look: (bench: Bench) => void = () => {}): Promise<readonly string[]> {
    const stage = openStage();
    const bench = openBench(subject);
    const watch = watchPage(subject.globals);
    let heldUp: readonly string[] = [];
    let left: readonly string[] = [];
    try {
      const cleanup = start(bench);
      if (isUsed) {
        heldUp = visit(stage);
        await use?.();
        await pause();
      }
      await stop(bench, watch, cleanup);
      if (isUsed) visit(stage);
      watch.runDue();
      look(bench);
    } finally {
      left = watch.stop();
      bench.stop();
      stage.remove();
    }
    if (heldUp[0])
      fail(`kept "${heldUp[0]}" from doing what it does. Never call \`preventDefault\`; listen and let go.`);
    return left;
  }

  function start({ context }: Bench): unknown {
    try {
      return make().capture?.(context);
    } catch (cause) {
      return fail(
        `threw out of \`capture\`: ${(cause as Error)?.message}. A page may lack anything: look before you call.`,
      );
    }
  }

  /** As the runtime does it: the signal first, then what was returned. */
  async function stop(bench: Bench, watch: PageWatch, cleanup: unknown): Promise<void> {
    bench.abort();
    if (typeof cleanup === 'function') cleanup();
    const { length } = bench.tracked;
    await pause();
    watch.runDue();
    await pause();
    if (bench.tracked.length > length) late(bench);
  }

  function late({ tracked }: Bench): never {
    return fail(
      `tracked \`${tracked.at(-1)?.type}\` after it was stopped. Look at \`signal.aborted\` after every wait.`,
    );
  }

  const cases: readonly ContractCase[] = [
    {
      name: 'leaves nothing on a page when it is stopped at once',
      async run() {
        leaves(await capture(false));
      },
    },
    {
      name: 'leaves nothing on a page after it was used, and hears nothing any more',
      async run() {
        let count = 0;
        const left = await capture(true, ({ tracked }) => {
          count = tracked.length;
        });
        leaves(left);
        tell?.(`${count} touchpoints tracked on the page of the suite`);
      },
    },
    {
      name: 'tracks only what a vocabulary declares, with data it takes',
      async run() {
        let tracked: Bench['tracked'] = [];
        await capture(true, bench => {
          tracked = bench.tracked;
        });
        const wrong = tracked.find(({ mistake }) => mistake);
        if (wrong)
          fail(
            `tracked \`${wrong.type}\`, ${wrong.mistake}. Declare it in \`vocabulary\`, or hand its owner to the suite as \`with\`.`,
          );
      },
    },
  ];
  return typeof document === 'undefined' ? cases.map(one => ({ ...one, skip: NO_PAGE })) : cases;

  function leaves(left: readonly string[]): void {
    if (left.length)
      fail(
        `left something behind: ${left.join('; ')}. Hand \`signal\` to every listener, and undo the rest in what \`capture\` returns.`,
      );
  }
}
