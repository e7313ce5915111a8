import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RowDecision } from '../../src/core/touchpoint.js';
import { hasChromium } from './engines.js';
import { chromiumEngine, type Engine, type Site, serve, type Tab, until } from './harness.js';

/** Five contents to draw from, so that two draws seldom agree by chance. */
const VARIANTS = Object.fromEntries(
  ['ash', 'elm', 'fir', 'oak', 'yew'].map(name => [
    name,
    { title: `${name}: the {item_name}`, text: `Said by ${name}.`, code: `${name}-5`, action: { label: 'Take it' } },
  ]),
);
const START = `async variants => {
  const { createWaymark } = await import('waymark');
  const { http } = await import('waymark/destinations');
  const { nudges, storefront } = await import('waymark/storefront');
  const look = { when: { on: 'view_item' }, about: 'last-viewed', cap: { per: 'session', max: 9 }, quietWhileAware: false, variants };
  const w = createWaymark({
    automation: 'allow',
    consent: { default: { functional: 'granted', analytics: 'granted', personalization: 'granted' } },
    plugins: [storefront(), nudges({ quietSeconds: 0, pauseSeconds: 0, nudges: { look } }), http({ url: '/collect' })],
  });
  Object.assign(window, { w, heard: [] });
  w.on('nudge.show', decision => void window.heard.push(decision));
  await w.ready;
}`;
const LOOK = `(w.track('view_item', { items: [{ item_id: 'cedar', item_name: 'Cedar 0-14' }] }), w.flush())`;
const CARD = `document.querySelector('[aria-live]')?.shadowRoot`;

let site: Site;
let engine: Engine;
beforeAll(async () => {
  site = await serve();
  engine = await chromiumEngine();
});
afterAll(async () => {
  await engine.close();
  site.close();
});

async function open(): Promise<Tab> {
  const tab = await engine.open();
  await tab.goto(`${site.origin}/shop`);
  await tab.evaluate(`(${START})(${JSON.stringify(VARIANTS)})`);
  return tab;
}

/** What its card says, once there is one, and takes it by its button. */
async function read(tab: Tab): Promise<readonly string[]> {
  await until(() => tab.evaluate(`Boolean(${CARD}?.querySelector('.take'))`));
  const said = await tab.evaluate<string[]>(`['b', 'p', 'code'].map(part => ${CARD}.querySelector(part).textContent)`);
  await tab.evaluate(`(${CARD}.querySelector('.take').click(), w.flush())`);
  await until(() => tab.evaluate(`!document.querySelector('[aria-live]')`));
  return said;
}

/** Id, variant and words of what was said. */
function shown(decisions: readonly RowDecision[]): readonly unknown[] {
  // Their data is whatever was decided.
  const said = decisions.filter(({ name }) => name === 'nudge.show') as {
    id: string;
    data: { variant: string; content: object };
  }[];
  return said.map(({ id, data: { variant, content } }) => ({ id, variant, content }));
}

it.runIf(hasChromium())(
  'a nudge says the same code, variant and text in handlers, cards, tabs and destinations',
  async () => {
    const [first, second] = [await open(), await open()];
    await first.evaluate(LOOK);
    const card = await read(first);
    const [, variant = ''] = /^(\w+): the Cedar 0-14$/.exec(card[0] ?? '') ?? [];
    expect(card.slice(1)).toEqual([`Said by ${variant}.`, `${variant}-5`]);
    // Another decision of the same nudge, made in another tab, does not draw again.
    await second.evaluate(LOOK);
    expect(await read(second)).toEqual(card);

    const heard = [await first.evaluate<RowDecision[]>('heard'), await second.evaluate<RowDecision[]>('heard')].flatMap(
      shown,
    );
    expect(heard).toEqual([expect.objectContaining({ variant }), expect.objectContaining({ variant })]);
    expect(heard[0]).toMatchObject({ content: { title: card[0], text: card[1], code: card[2] } });
    const stored = await second.evaluate<RowDecision[]>(
      'w.export().then(({ log }) => log.flatMap(row => row.decisions))',
    );
    expect(shown(stored)).toEqual(heard);
    const delivered = (): readonly unknown[] => shown(site.rows.flatMap(({ decisions }) => decisions));
    await until(() => delivered().length > 1);
    expect(delivered()).toEqual(heard);
    expect([...(await first.complaints()), ...(await second.complaints())]).toEqual([]);
  },
);
