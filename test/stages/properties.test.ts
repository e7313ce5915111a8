import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import type { Profile } from '../../src/core/profile.js';
import { project, type StageEstimate } from '../../src/core/stage.js';
import { defineStageModel } from '../../src/stages/define-stage-model.js';
import type { FirstViewContext } from '../../src/stages/first-view.js';
import { nameStages } from '../../src/stages/name-stages.js';
import { type ScoreEvent, score } from '../../src/stages/score.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { stages as stagesPlugin } from '../../src/stages/stages.js';
import { views } from '../../src/stages/views.js';
import { CATALOG, DAY, MINUTE, SECOND, visitor } from '../journeys/journey.js';
import { documentedScores } from './build.js';

const { stages, signs, prior } = sixStages;
const TYPES = [...new Set(Object.keys(signs).map(sign => sign.split(':')[0] ?? ''))].filter(type => type !== 'visit');
const ITEMS = CATALOG.map(({ complements: _, ...item }) => item);

let order = 0;

/** Data that the check of any type takes. */
function dataOf(item = 0): object {
  const items = [ITEMS[item % ITEMS.length]];
  return { items, transaction_id: `${++order}`, search_term: 'x', kind: 'nps', score: 10, channel: 'friend' };
}

const step = fc.record({
  type: fc.constantFrom(...TYPES, 'page_view', 'page_view'),
  item: fc.nat(5),
  wait: fc.oneof(fc.nat(5 * MINUTE), fc.nat(40 * MINUTE), fc.nat(60 * DAY)),
});
const journey = fc.array(step, { minLength: 1, maxLength: 60 });
type Steps = readonly { readonly type: string; readonly item: number; readonly wait: number }[];

function walk(steps: Steps, after: (profile: Profile, now: number) => void): void {
  const person = visitor();
  for (const { type, item, wait } of steps) {
    person.leave(wait);
    person.track(type, dataOf(item));
    after(person.profile, person.now);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the stage, whatever happened', () => {
  it('has reasons that sum to its score', () => {
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, ({ stage, slices: { evidence } }, now) => {
          if (!stage || !evidence) throw new Error('There is a stage.');
          const pieces = [{ ...prior, at: now }, ...evidence.pieces];
          const score = documentedScores(sixStages, pieces, now)[stage.micro] ?? 0;
          const weights = stage.reasons.map(({ weight }) => weight);
          const size = sum(weights.map(Math.abs));
          expect(Math.abs(sum(weights) - score)).toBeLessThanOrEqual(1e-12 * size);
          // Each is what the touchpoint said then, times what is left of it.
          for (const { touchpoint, type, at, weight, left } of stage.reasons) {
            const { weights: said } =
              pieces.find(piece => piece.touchpoint === touchpoint && piece.type === type) ?? {};
            expect(weight).toBe((said?.[stage.micro] ?? 0) * left);
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThanOrEqual(1);
            expect(at).toBeLessThanOrEqual(now);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has belief of 1 in all, the same in every view', () => {
    const model = defineStageModel(sixStages);
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, (profile, now) => {
          const estimate: StageEstimate = model.infer(profile, now);
          for (const view of Object.keys(views)) {
            const names = nameStages(sixStages, view);
            const { belief } = project(names, estimate, null, now);
            expect(Math.abs(sum(Object.values(belief)) - 1)).toBeLessThan(1e-9);
            for (const name of new Set(stages.map(stage => names[stage]?.name ?? ''))) {
              const parts = stages
                .filter(stage => names[stage]?.name === name)
                .map(stage => estimate.belief[stage] ?? 0);
              expect(Math.abs((belief[name] ?? 0) - sum(parts))).toBeLessThan(1e-9);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is unsure below 60 % of the evidence, and passive above half of it for the first stage', () => {
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, ({ stage }) => {
          const share = stage?.belief[stage.name] ?? 0;
          expect(stage?.sure).toBe(share >= 0.6);
          expect(stage?.overlays.includes('passive')).toBe((stage?.belief.awareness ?? 0) > 0.5);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('evidence that alternates', () => {
  const pairs = TYPES.flatMap(one => TYPES.filter(other => other > one).map(other => [one, other] as const));

  it.each([SECOND, MINUTE, 10 * MINUTE])('every %s ms moves the stage twice at most', wait => {
    for (const [one, other] of pairs) {
      const person = visitor();
      let changes = -1;
      for (let index = 0; index < 20; index++) {
        person.wait(wait);
        const { stageChange } = person.track(index % 2 ? other : one, dataOf(index));
        if (stageChange) changes++;
      }
      expect(changes, `${one} and ${other}`).toBeLessThanOrEqual(2);
    }
  });
});

const EARLY: Readonly<Record<string, keyof FirstViewContext>> = {
  page_view: 'pageViews',
  scroll: 'scrolls',
  search: 'searches',
  view_search_results: 'searches',
  view_promotion: 'promotions',
  user_engagement: 'engagements',
};
const VISIT_MS = 30 * MINUTE;
const act = fc.record({
  type: fc.constantFrom(...Object.keys(EARLY), 'view_item', 'view_item', 'login', 'add_to_cart', 'purchase'),
  category: fc.constantFrom('', 'Guitars', 'Strings'),
  price: fc.constantFrom(0, 12, 219),
  currency: fc.constantFrom('USD', 'EUR', 'JPY'),
  wait: fc.oneof(fc.nat(5 * MINUTE), fc.integer({ min: VISIT_MS + 1, max: 30 * DAY })),
});
type Acts = readonly (ScoreEvent & { readonly visit: number })[];

/** What is known at the first look, which is the last of these, by the words of `FirstViewContext`. */
function contextAt(acts: Acts): FirstViewContext | null {
  const look = acts.at(-1);
  const visit = acts.filter(other => other.visit === look?.visit);
  const isFirst = visit.filter(({ event }) => event === 'view_item').length === 1;
  if (look?.event !== 'view_item' || !isFirst || visit.some(({ event }) => event === 'add_to_cart')) return null;
  const earlier = acts.filter(other => other.visit < look.visit);
  const last = earlier.at(-1);
  const start = visit[0]?.ts ?? 0;
  const context: Record<string, unknown> = {
    secondsToView: (look.ts - start) / SECOND,
    price: look.price,
    isNew: !last,
    earlierVisits: look.visit,
    boughtBefore: earlier.some(({ event }) => event === 'purchase'),
    daysSinceLast: last && (start - last.ts) / DAY,
  };
  for (const [type, field] of Object.entries(EARLY)) {
    // Of what nobody ever told, nobody knows that it was not.
    if (acts.some(({ event }) => event === type)) context[field] ??= 0;
    context[field] = visit.filter(({ event }) => EARLY[event] === field).length || context[field];
  }
  const categories = earlier.filter(({ event }) => event === 'view_item').map(({ category }) => category);
  const isKnown = look.category && !categories.includes('');
  if (!categories.length || isKnown) context.sameCategory = categories.includes(look.category);
  else if (look.category && categories.includes(look.category)) context.sameCategory = true;
  return context;
}

describe('the likelihood in the page', () => {
  it('is that of `score.firstView` at the first look, and that of `score.open` all along', () => {
    let looks = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), list => {
        // The base rate of the shop that `firstView` was fitted in.
        const plugin = stagesPlugin({ baseRate: 0.063 });
        const person = visitor([commerce(), plugin]);
        const acts: (ScoreEvent & { readonly visit: number })[] = [];
        let history: Acts = [];
        let opened = score.open({ baseRate: 0.063 });
        for (const { type, category, price, currency, wait } of list) {
          person.leave(acts.length ? wait : 0);
          const item = { item_id: category, item_name: 'x', item_category: category, price };
          person.track(type, {
            items: [item],
            currency,
            transaction_id: `${++order}`,
            promotion_id: 'x',
            search_term: 'x',
          });
          const visit = (acts.at(-1)?.visit ?? 0) + Number(acts.length > 0 && wait > VISIT_MS);
          const known = price && currency !== 'JPY' ? { price } : {};
          const event = { ts: person.now, event: type, item: category, category, visit, ...known };
          if (visit !== acts.at(-1)?.visit) {
            history = [...acts];
            opened = score.open({ baseRate: 0.063 }, history);
          }
          acts.push(event);
          opened.push(event);
          const likelihood = plugin.stageModel?.likelihood?.(person.profile, person.now);
          expect(likelihood?.buy).toBe(opened.buy());
          const context = contextAt(acts);
          if (!context) continue;
          looks++;
          expect(likelihood?.buy).toBe(score.firstView(context));
          expect(likelihood?.reasons.map(({ signal }) => signal)).toEqual(['none', 'context']);
        }
      }),
      { numRuns: 200 },
    );
    expect(looks).toBeGreaterThan(100);
  });
});
