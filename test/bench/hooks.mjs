import { offerFloor } from './floor.mjs';
import { quantile } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { leave, visit } from './visit.mjs';

const SLOWDOWNS = [1, 4];
/** Promised with so many rows in the log, at rest. */
const ROWS = 2_000;
const MOST_MS = 16;
const WARM = 10;
const CALLS = 20;

/** From the call of `track` to the call of the hook of what it decided, beside one put. @returns {import('./visit.mjs').Subject} */
export function hooks({ site, scale, visitor }) {
  const seen = new Map(SLOWDOWNS.map(slowdown => [slowdown, { trigger: [], stage: [], floor: [] }]));
  let rows = 0;

  async function round() {
    const { context, log } = await visitor(ROWS);
    rows = log;
    for (const slowdown of SLOWDOWNS) {
      const { page } = await visit(context, `${site.origin}/with?hooks`, { slowdown, before: offerFloor });
      const figures = await page.evaluate(measure, { warm: WARM, calls: CALLS * scale });
      for (const [name, values] of Object.entries(figures)) seen.get(slowdown)[name].push(...values);
      await leave(page);
    }
  }

  function lines() {
    return [...seen].flatMap(([slowdown, { trigger, stage, floor }]) => [
      ...waits(`track() to the hook of a trigger, ${rows} rows in the log, ${slowdown}×`, trigger, slowdown),
      ...waits(`track() to the hook of "stage.enter", likewise, ${slowdown}×`, stage, slowdown),
      plain(`  floor: one put, its own transaction, ${slowdown}×, p50`, quantile(floor, 0.5), 'ms'),
      plain(`  floor: one put, its own transaction, ${slowdown}×, p95`, quantile(floor, 0.95), 'ms'),
    ]);
  }

  return { round, lines };
}

function waits(name, values, slowdown) {
  const most = quantile(values, 0.95);
  return [
    plain(`${name}, p50 of ${values.length}`, quantile(values, 0.5), 'ms'),
    slowdown > 1 ? plain(`${name}, p95`, most, 'ms') : atMost(`${name}, p95`, most, MOST_MS, 'ms'),
  ];
}

/** Runs in the page: by turns a put, a touchpoint a trigger decides on, and one that enters a stage, in tasks of their own. */
async function measure({ warm, calls }) {
  const { waymark } = window;
  waymark.use({
    name: 'hook',
    triggers: [
      { name: 'hook', decision: 'hook.hear', when: ({ touchpoint }) => (touchpoint?.type === 'view_item' ? {} : null) },
    ],
  });
  const figures = { floor: [], trigger: [], stage: [] };
  for (let index = 0; index < warm + calls; index++) {
    await rest();
    const began = performance.now();
    await window.put({ index, at: Date.now() }, index);
    figures.floor.push(performance.now() - began);
    figures.trigger.push(await heard('hook.hear', () => window.view(index)));
    const stage = waymark.stage?.micro === 'service' ? 'consider' : 'service';
    figures.stage.push(await heard('stage.enter', () => waymark.track('assign_stage', { stage })));
  }
  return Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, values.slice(warm)]));

  /** What followed the last call is done, and delivery as well. */
  async function rest() {
    await waymark.flush();
    await new Promise(resolve => setTimeout(resolve));
  }

  /** How long it takes until the hook is called. */
  async function heard(name, act) {
    await rest();
    return new Promise(resolve => {
      let began;
      const stop = waymark.on(name, () => {
        stop();
        resolve(performance.now() - began);
      });
      began = performance.now();
      act();
    });
  }
}
