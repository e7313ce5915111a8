import { it } from 'vitest';
import { findChromium, findFirefox, findWebKit } from '../../.ci/browsers.mjs';
import { chromiumEngine, type Engine, firefoxEngine } from './harness.js';
import { webkitEngine } from './webkit-engine.js';

type Id = 'chromium' | 'firefox' | 'webkit';
type Row = readonly [name: string, launch: () => Promise<Engine>];

const ROWS: Readonly<Record<Id, Row>> = {
  chromium: ['Chromium', chromiumEngine],
  firefox: ['Firefox', firefoxEngine],
  webkit: ['WebKitGTK', webkitEngine],
};
const FIND = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };

/** Rows for `describe.each`: the engines `WAYMARK_ENGINES` names, else the usual ones. A missing one is a skipped test. */
export function engines(...usual: readonly Id[]): readonly Row[] {
  const named = chosen() ?? usual;
  for (const id of named) if (!FIND[id]()) it.skip(`is not tested in ${ROWS[id][0]}: it is not installed`, () => {});
  return named.filter(id => FIND[id]()).map(id => ROWS[id]);
}

/** Whether Chromium is wanted, for tests that only it can run. */
export function hasChromium(): boolean {
  return chosen()?.includes('chromium') ?? true;
}

/** Such as `firefox,webkit`, or `null` if the choice is left to the tests. */
function chosen(): readonly Id[] | null {
  const named = process.env.WAYMARK_ENGINES?.split(',') ?? null;
  const unknown = named?.find(id => !(id in ROWS));
  if (unknown !== undefined)
    throw new Error(`WAYMARK_ENGINES names "${unknown}". Name some of ${Object.keys(ROWS).join(', ')}.`);
  return named as readonly Id[] | null;
}
