import { ASKED, SEEN } from './asked.js';
import { logistic, prior } from './baselines.js';
import { AUC, BRIER, ECE, figure, fitted, type Measure, withInterval } from './compare.js';
import { featuresOf } from './features.js';
import { reference } from './reference.js';
import type { Score } from './scored.js';
import { buys, type Labelled, type Shop, untilPurchase } from './shop.js';
import { atLeast, type Table } from './table.js';

/** A moment with something in the cart; `y`: no purchase comes later in the visit. */
interface Moment extends Labelled {
  /** Seconds of silence since the last event; 0: right after a product was put into the cart. */
  readonly silence: number;
  readonly features: readonly number[];
  readonly p: number;
}

const SILENCES = [30, 60, 120, 300];

/** Is the cart left? Asked when something is put into it, and while the visitor is silent with something in it. */
export function abandonment(shops: readonly Shop[], score: Score, rounds: number): readonly Table[] {
  return shops.map(shop => tableOf(shop, momentsOf(shop, score), rounds));
}

function momentsOf({ visits, baseRate }: Shop, score: Score): readonly Moment[] {
  return visits.flatMap(visit => {
    const session = score.open({ baseRate }, visit.history);
    const events = untilPurchase(visit);
    const cartFrom = events.findIndex(({ event }) => event === 'add_to_cart');
    return events.flatMap((event, index) => {
      session.push(event);
      if (cartFrom < 0 || index < cartFrom) return [];
      // The purchase itself ends a silence too, so the next event is looked up in the whole visit.
      const gap = ((visit.events[index + 1]?.ts ?? Number.POSITIVE_INFINITY) - event.ts) / 1_000;
      const asked = [...(event.event === 'add_to_cart' ? [0] : []), ...SILENCES.filter(silence => silence < gap)];
      return asked.map(
        (silence): Moment => ({
          visitor: visit.visitor,
          y: buys(visit) ? 0 : 1,
          silence,
          features: [...featuresOf(events.slice(0, index + 1), visit.history), Math.log1p(silence)],
          p: session.abandon(event.ts + silence * 1_000),
        }),
      );
    });
  });
}

function tableOf({ name }: Shop, moments: readonly Moment[], rounds: number): Table {
  const ours = { name: 'ours', p: moments.map(({ p }) => p) };
  const baselines = [
    fitted('prior', moments, prior),
    fitted(
      'logistic 26',
      moments,
      logistic<Moment>(({ features }) => features),
    ),
  ];
  const at = (silence: number): Measure => ({
    ...AUC,
    name: silence ? `AUC after ${silence} s` : 'AUC at add_to_cart',
    rows: index => moments[index]?.silence === silence,
  });
  const lines = [AUC, at(0), ...SILENCES.map(at), ECE, BRIER].map(measure => {
    const found = withInterval(moments, ours, measure, rounds);
    const aim = new Map<string, number>(Object.entries(ASKED.abandonment)).get(name);
    return {
      measure: measure.name,
      cells: [
        found,
        ...baselines.map(model => ({ value: figure(moments, model, measure) })),
        reference('abandonment', name, measure.name),
        measure === AUC && aim !== undefined ? atLeast(found.value, aim) : undefined,
      ],
    };
  });
  return {
    title: `Cart left, by events and silence: ${name}`,
    notes: [
      `${moments.length} moments, ${moments.filter(({ y }) => y).length} without a purchase later; ${SEEN[name]}`,
    ],
    columns: ['measure', 'ours', ...baselines.map(model => model.name), 'SCIENCE.md, default (fitted)', 'asked'],
    lines,
  };
}
