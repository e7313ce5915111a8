import type { Plugin } from '../core/plugin.js';
import type { Decision } from '../core/trigger.js';
import { type Bench, openBench, pause } from './contract-bench.js';
import type { ContractCase, Subject } from './contract-case.js';
import { NO_PAGE } from './contract-page.js';
import { openStage } from './contract-visit.js';
import { watchPage } from './watch-page.js';

interface Told {
  readonly name: string;
  readonly data: unknown;
}

/** Long enough for what shows itself after a while, ms. */
const SHOWN_MS = 200;

/** What holds of a plugin that acts on decisions. */
export function actCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail, decisions = [], globals } = subject;
  const mine = decisions.filter(({ name }) => (shape.acts as readonly string[] | undefined)?.includes(name));
  if (!shape.act) return [];
  const skip =
    (typeof document === 'undefined' && NO_PAGE) ||
    (!mine.length && `Hand the suite one of ${shape.acts} as \`decisions\`, with its data.`);

  /** Acts on everything, is stopped after a while, and answers what it left. */
  async function act(ms: number): Promise<readonly string[]> {
    let left: readonly string[] = [];
    const stage = openStage();
    const bench = openBench(subject, 'hangs');
    const watch = watchPage(globals);
    try {
      const plugin = make();
      const cleanup = plugin.capture?.(bench.context);
      const acting = mine.map(one => run(plugin, bench, one));
      await pause(ms);
      const { sent, calls, tracked } = bench;
      const before = sent.length + calls.length + tracked.length;
      bench.abort();
      if (typeof cleanup === 'function') cleanup();
      bench.release();
      const failed = await Promise.race([Promise.all(acting), pause(SHOWN_MS).then(() => [])]);
      const what = failed.find(one => one !== null);
      if (what) fail(what);
      watch.runDue();
      await pause();
      if (sent.length + calls.length + tracked.length > before)
        fail('went on after its grant was gone. Look at `signal.aborted` after every wait.');
    } finally {
      left = watch.stop();
      bench.stop();
      stage.remove();
    }
    return left;
  }

  /** What it failed with, or `null`. */
  async function run(plugin: Plugin, { context }: Bench, { name, data }: Told): Promise<string | null> {
    const at = Date.UTC(2026, 0, 5, 10);
    // The name and the data are the author's, who knows which belong together.
    const decision = { id: `t1/${name}`, name, trigger: name, at, data } as unknown as Decision;
    try {
      await plugin.act?.(decision, context);
      return null;
    } catch (cause) {
      if (context.signal.aborted) return null;
      return `failed to act on \`${name}\`: ${(cause as Error)?.message}. A page may lack anything: look before you call.`;
    }
  }

  const cases: readonly ContractCase[] = [
    ['leaves nothing on a page when it is stopped while it acts', 0] as const,
    ['leaves nothing on a page when it is stopped after it acted', SHOWN_MS] as const,
  ].map(([name, ms]) => ({
    name,
    async run() {
      const left = await act(ms);
      if (left.length)
        fail(
          `left something behind: ${left.join('; ')}. Take it away when \`signal\` or \`prompt.signal\` aborts, or in what \`capture\` returns.`,
        );
    },
  }));
  return skip ? cases.map(one => ({ ...one, skip })) : cases;
}
