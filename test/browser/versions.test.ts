import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from './engines.js';
import { BUILDS, buildsByPath } from './frozen/builds.mjs';
import { meet } from './frozen/meet.mjs';
import { type Engine, type Site, serve, type Tab, until } from './harness.js';

const PAIRS = BUILDS.flatMap(first => BUILDS.map(second => [first, second] as [string, string]));
/** Of one visit. */
const TOUCHPOINTS = 7;

describe.each(engines('chromium'))('two builds in %s', { concurrent: true }, (_name, launch) => {
  let site: Site;
  let engine: Engine;
  beforeAll(async () => {
    site = await serve(await buildsByPath());
    engine = await launch();
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });

  async function open(): Promise<Tab> {
    const tab = await engine.open();
    await tab.goto(`${site.origin}/versions`);
    await until(() => tab.evaluate('!!window.records'));
    return tab;
  }

  async function met(builds: [string, string], together: boolean): Promise<number> {
    const options = { site: `${builds.join(' ')} ${together}`, builds, together, count: TOUCHPOINTS };
    const { acked, failures } = await meet({ open, ...options });
    expect(failures).toEqual([]);
    const arrived = new Set(site.rows.map(({ touchpoint }) => touchpoint?.id));
    expect(acked.filter(id => !arrived.has(id))).toEqual([]);
    return new Set(acked).size;
  }

  it.each(PAIRS)('lose nothing where %s is followed by %s and comes back', async (...builds) => {
    expect(await met(builds, false)).toBe(3 * (TOUCHPOINTS + 2));
  });

  it.each(PAIRS)('lose nothing where %s is open and %s is opened beside it', async (...builds) => {
    expect(await met(builds, true)).toBe(4 * TOUCHPOINTS + 2 + 12 + 18);
  });
});
