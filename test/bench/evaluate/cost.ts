import { gatherRules, initialProfile } from '../../../src/core/rules.js';
import type { Touchpoint } from '../../../src/core/touchpoint.js';
import { defineStageModel } from '../../../src/stages/define-stage-model.js';
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
  let spent = 0;
  let count = 0;
  for (const [visit, { history, events }] of visits.entries()) {
    const session = { id: `${visit}`, number: 1, startedAt: 0, lastAt: 0, touchpoints: 1, campaign: null };
    let profile = { ...blank, session };
    for (const [index, event] of [...history.slice(-40), ...events].entries()) {
      const data = { items: [{ item_id: event.item ?? '', item_name: event.item ?? '' }] };
      // A recorded event stands for a touchpoint that was checked.
      const touchpoint = {
        id: `${index}`,
        at: event.ts,
        type: event.event,
        session: session.id,
        data,
      } as unknown as Touchpoint;
      const started = performance.now();
      const evidence = slice.reduce(profile.slices.evidence ?? slice.initial, touchpoint, profile);
      profile = { ...profile, slices: { evidence } };
      infer(profile, event.ts);
      likelihood(profile, event.ts);
      spent += performance.now() - started;
      count++;
    }
  }
  return (spent * 1_000) / count;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
