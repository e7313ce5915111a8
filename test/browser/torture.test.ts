import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processIds } from '../bench/torture/browser.mjs';
import { holder } from '../bench/torture/hold.mjs';
import { descendants } from '../bench/torture/processes.mjs';
import { serveSite } from '../bench/torture/site.mjs';

const A_MOMENT = 3 / 60;
const NEVER = () => new Promise<never>(() => {});

/** What a row is given, as far as it is needed here. */
interface Bench {
  readonly site: Site;
  context(): Promise<BrowserContext>;
  launch(): Promise<Browser>;
}

interface Row {
  readonly ids: readonly string[];
  readonly minutes?: number;
  run(bench: Bench): Promise<unknown>;
}

interface Held {
  hold(row: Row): Promise<readonly { readonly reached: string; readonly failures: readonly string[] }[]>;
  close(): Promise<void>;
}

type Site = Awaited<ReturnType<typeof serveSite>> & { readonly origin: string; close(): void };

describe('the torture of one row after another', () => {
  let site: Site;
  let held: Held;

  beforeAll(async () => {
    site = await serveSite();
    held = holder({ site, seed: 1 });
  });

  afterAll(async () => {
    await held.close();
    site.close();
  });

  async function open(bench: Bench) {
    const page = await (await bench.context()).newPage();
    await page.goto(`${site.origin}/page`);
    return page;
  }

  function met(run: (bench: Bench) => Promise<string>) {
    return held.hold({ ids: ['X1'], run: async bench => ({ id: 'X1', reached: await run(bench), failures: [] }) });
  }

  it('says in which step a row stands still, ends its browsers and goes on', async () => {
    const ended: number[] = [];
    const run = async (bench: Bench) => {
      ended.push(...(await processIds(await bench.launch(), 'browser')));
      const page = await open(bench);
      await page.evaluate(NEVER);
    };
    // Time enough for a browser on a busy machine.
    const [row] = await held.hold({ ids: ['X0'], run, minutes: 4 * A_MOMENT });
    expect(row?.failures[0]).toMatch(/^stood still after 12 s, in step .*evaluate\(NEVER\) for \d+ s$/);
    expect(ended.length).toBe(1);
    expect([...descendants()]).not.toContain(ended[0]);
    const [next] = await met(async bench => (await open(bench)).evaluate(() => document.title));
    expect(next).toMatchObject({ reached: 'Torture', failures: [] });
  });

  it('says what a row did last that waits for nothing of the browser', async () => {
    const run = async (bench: Bench): Promise<void> => {
      await open(bench);
      await NEVER();
    };
    // Time enough for a browser on a busy machine.
    const [row] = await held.hold({ ids: ['X0'], run, minutes: 4 * A_MOMENT });
    expect(row?.failures[0]).toMatch(/^stood still after 12 s, in step after .*goto\(http/);
  });

  it('gives nothing more to a row that is over', async () => {
    let late: Promise<unknown> = NEVER();
    const run = async (bench: Bench) => {
      late = new Promise(resolve => setTimeout(resolve, A_MOMENT * 60_000 + 500)).then(() => bench.context());
      await NEVER();
    };
    await held.hold({ ids: ['X0'], run, minutes: A_MOMENT });
    await expect(late).rejects.toThrow('The row is over.');
  });

  it('forgets the pages of a row before the next', async () => {
    const titleOf = async (bench: Bench) => {
      const page = await (await bench.context()).newPage();
      await page.goto(`${site.origin}/away`);
      return page.title();
    };
    const [row] = await met(async bench => {
      Object.assign(bench.site.pages, { '/away': '<!doctype html><title>Trap</title>' });
      return titleOf(bench);
    });
    expect(row).toMatchObject({ reached: 'Trap' });
    expect((await met(titleOf))[0]).toMatchObject({ reached: 'Torture' });
  });
});
