import { gatherRules, initialProfile } from '../../../src/core/rules.js';
import type { Touchpoint } from '../../../src/core/touchpoint.js';
import { defineStageModel } from '../../../src/stages/define-stage-model.js';
import type { ScoreEvent } from '../../../src/stages/score.js';
import { sixStages } from '../../../src/stages/six-stages.js';
import { ASKED } from './asked.js';
import type { Score } from './scored.js';
import type { Shop } from './shop.js';
import { atMost, type Table } from './table.js';

const ROUNDS = 15;

/** How long one touchpoint takes: everything a page asks of the models after each. */
export function cost(shops: readonly Shop[], score: Score): readonly Table[] {
  const measured = (play: (shop: Shop) => number) =>
    shops.map(shop => {
      const value = median(Array.from({ length: ROUNDS }, () => play(shop)));
      return { measure: shop.name, cells: [{ value }, atMost(value, ASKED.cost)] };
    });
  return [
    {
      title: 'Cost in Node, µs a touchpoint: push + buy + next',
      notes: [`median of ${ROUNDS} rounds over all visits; \`open\` with the history is not in it`],
      columns: ['events of', 'ours', 'asked'],
      lines: measured(shop => playOnce(shop, score)),
    },
    {
      title: 'Cost in Node, µs a touchpoint: stage and likelihood as the page has them',
      notes: [`median of ${ROUNDS} rounds; the slice \`evidence\` reduced, the stage inferred, the likelihood read`],
      columns: ['events of', 'ours', 'asked'],
      lines: measured(playStages),
    },
  ];
}

function playOnce({ visits, baseRate }: Shop, score: Score): number {
  const opened = visits.map(({ events, history }) => ({ events, session: score.open({ baseRate }, history) }));
  let count = 0;
  const started = performance.now();
  for (const { events, session } of opened) {
    for (const event of events) {
      session.push(event);
      session.buy(event.ts);
      session.next(event.ts);
      count++;
    }
  }
  return ((performance.now() - started) * 1_000) / count;
}

function playStages({ visits }: Shop): number {
  const { slice, infer, likelihood } = defineStageModel(sixStages);
  const blank = initialProfile(gatherRules([]), 'visitor');
  const lists = visits.map(({ history, events }, visit) => [...history.slice(-40), ...events].map(touchpointOf(visit)));
  let count = 0;
  const started = performance.now();
  for (const [visit, list] of lists.entries()) {
    const session = { id: `${visit}`, number: 1, startedAt: 0, lastAt: 0, touchpoints: 1, campaign: null };
    let evidence = slice.initial;
    // The kernel's own work, a profile for each touchpoint, is not in it.
    const slices = { evidence };
    const profile = { ...blank, session, slices };
    for (const touchpoint of list) {
      evidence = slice.reduce(evidence, touchpoint, profile);
      slices.evidence = evidence;
      infer(profile, touchpoint.at);
      likelihood(profile, touchpoint.at);
      count++;
    }
  }
  return ((performance.now() - started) * 1_000) / count;
}

/** A recorded event stands for a touchpoint that was checked. */
function touchpointOf(visit: number): (event: ScoreEvent, index: number) => Touchpoint {
  return ({ ts, event, item = '' }, index) => {
    const data = { items: [{ item_id: item, item_name: item }] };
    return { id: `${index}`, at: ts, type: event, session: `${visit}`, data } as unknown as Touchpoint;
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
