import { admit } from '../../../src/core/admit.js';
import { advance } from '../../../src/core/advance.js';
import type { Rules } from '../../../src/core/rules.js';
import { gatherRules, initialProfile } from '../../../src/core/rules.js';
import { storefront } from '../../../src/storefront.js';
import { bootstrap, mean } from '../../../src/tools/metrics.js';
import { ASKED, SEEN } from './asked.js';
import { byVisitor } from './by-visitor.js';
import { reference } from './reference.js';
import type { ScoreEvent } from './scored.js';
import { isPurchase, type Shop, untilPurchase, type Visit } from './shop.js';
import { atLeast, atMost, type Figure, type Table } from './table.js';

/** What the visit does after a moment at which a stage held. */
interface Staged {
  readonly visitor: string;
  readonly stage: string;
  readonly buys: boolean;
  readonly carts: boolean;
  readonly leaves: boolean;
}

/** The micro-stages by the names SCIENCE.md uses. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  awareness: ['aware'],
  consideration: ['consider'],
  purchase: ['purchase'],
  retention: ['service', 'loyal', 'advocate'],
};

/** What follows each stage, read by the rules of the storefront preset through `advance`. */
export function stage(shops: readonly Shop[], rounds: number): readonly Table[] {
  const rules = gatherRules(storefront());
  return shops.map(shop => tableOf(shop, stagedOf(shop, rules), rounds));
}

function stagedOf({ visits }: Shop, rules: Rules): readonly Staged[] {
  const profiles = new Map<string, ReturnType<typeof initialProfile>>();
  return visits.flatMap((visit, nth) => {
    const { visitor, events } = visit;
    let profile = profiles.get(visitor) ?? initialProfile(rules, visitor);
    const asked = untilPurchase(visit).length;
    const staged = events.flatMap((event, index) => {
      const id = `${nth}-${index}`;
      const { touchpoint } = admit(rules, {
        id,
        at: event.ts,
        url: 'https://shop.example/',
        by: 'site',
        type: event.event,
        data: dataOf(event, id),
      });
      if (touchpoint) profile = advance(rules, profile, event.ts, touchpoint).profile;
      return index < asked && profile.stage ? [after(visit, index, profile.stage.micro)] : [];
    });
    profiles.set(visitor, profile);
    return staged;
  });
}

function after({ visitor, events }: Visit, index: number, micro: string): Staged {
  const later = events.slice(index + 1);
  const buys = later.some(isPurchase);
  return {
    visitor,
    stage: Object.keys(STAGES).find(name => STAGES[name]?.includes(micro)) ?? micro,
    buys,
    carts: buys || later.some(({ event }) => /cart|checkout|payment/.test(event)),
    leaves: !later.length,
  };
}

function tableOf({ name, visits }: Shop, points: readonly Staged[], rounds: number): Table {
  const groups = byVisitor(points);
  const withInterval = (measure: (drawn: readonly Staged[]) => number): Figure => ({
    value: measure(points),
    interval: bootstrap(groups, measure, { rounds }),
  });
  const stages = Object.keys(STAGES).filter(wanted => points.some(point => point.stage === wanted));
  const lines = stages.map(wanted => ({
    measure: wanted,
    cells: [
      { value: points.filter(point => point.stage === wanted).length / points.length },
      ...(['buys', 'carts', 'leaves'] as const).map(what => withInterval(drawn => shareOf(drawn, wanted, what))),
      reference('stage', name, wanted),
    ],
  }));
  const buying = withInterval(drawn => shareOf(drawn, 'purchase', 'buys') / shareOf(drawn, 'awareness', 'buys'));
  const leaving = withInterval(
    drawn => shareOf(drawn, 'consideration', 'leaves') / shareOf(drawn, 'awareness', 'leaves'),
  );
  const isAsked = name === 'rees46' || name === 'diginetica';
  return {
    title: `What follows a stage: ${name}`,
    notes: [
      `${points.length} points of ${visits.length} visits; no weight of the stage was fitted to any data`,
      ...seen(name),
    ],
    columns: [
      'stage',
      'share of points',
      'buys later',
      'cart acts or buys later',
      'leaves now',
      'SCIENCE.md, %',
      'asked',
    ],
    lines: [
      ...lines,
      {
        measure: 'purchase / awareness',
        cells: [
          undefined,
          buying,
          undefined,
          undefined,
          undefined,
          name === 'rees46' ? atLeast(buying.value, ASKED.stage.purchaseBuys) : undefined,
        ],
      },
      {
        measure: 'consideration / awareness',
        cells: [
          undefined,
          undefined,
          undefined,
          leaving,
          undefined,
          isAsked ? atMost(leaving.value, ASKED.stage.considerationLeaves) : undefined,
        ],
      },
    ],
  };
}

function seen(name: string): readonly string[] {
  return name === 'generated' ? [SEEN.generated ?? ''] : [];
}

function shareOf(points: readonly Staged[], wanted: string, what: 'buys' | 'carts' | 'leaves'): number {
  return mean(points.filter(point => point.stage === wanted).map(point => (point[what] ? 1 : 0)));
}

/** An event as the page tells it; a product the file does not name is never one seen before. */
function dataOf({ event, item, category, brand, price = 0 }: ScoreEvent, id: string): object {
  if (!item && !/item$|_cart$|wishlist$|^purchase$/.test(event)) return {};
  const name = item ?? `unnamed-${id}`;
  const items = [
    {
      item_id: name,
      item_name: name,
      price,
      ...(category && { item_category: category }),
      ...(brand && { item_brand: brand }),
    },
  ];
  return { currency: 'EUR', value: price, items, ...(event === 'purchase' && { transaction_id: id }) };
}
