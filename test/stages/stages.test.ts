import { describe, expect, it } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { WaymarkError } from '../../src/core/problem.js';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { defineStageModel } from '../../src/stages/define-stage-model.js';
import { defaultLikelihood, type LikelihoodModel } from '../../src/stages/likelihood-model.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { type StagesOptions, stages } from '../../src/stages/stages.js';
import { DAY, MINUTE, T0, visitor } from '../journeys/journey.js';
import { MODEL, piece } from './build.js';

function nameAfterPageView(...[options]: Parameters<typeof stages>) {
  const person = visitor([stages(options)]);
  person.track('page_view');
  return person.profile.stage?.name;
}

describe('stages', () => {
  it('reads the stage in the words of the default view, of another, or of the site', () => {
    expect(nameAfterPageView()).toBe('awareness');
    expect(nameAfterPageView({ view: 'prospect-loyalty' })).toBe('prospect-management');
    const own = Object.fromEntries(sixStages.stages.map(stage => [stage, `My ${stage}`]));
    expect(nameAfterPageView({ view: own })).toBe('my-aware');
  });

  it('lets `createWaymark` have the last word', () => {
    const person = visitor([stages({ view: 'prospect-loyalty' })], { view: 'before-during-after' });
    person.track('page_view');
    expect(person.profile.stage).toMatchObject({ name: 'before', group: 'before' });
  });

  it('refuses views that cannot work', () => {
    expect(() => gatherRules([stages({ view: 'nonsense' })])).toThrow(WaymarkError);
    expect(() => gatherRules([stages({ view: { aware: 'Only this' } })])).toThrow(/consider/);
  });

  it('works by another model', () => {
    expect(nameAfterPageView({ model: defineStageModel(MODEL) })).toBe('cold');
  });

  it('works without orders and looks, which it reads where they are kept', () => {
    const person = visitor([stages()]);
    const { stageChange } = person.track('add_to_cart', { items: [{ item_id: 'cedar' }] });
    expect(stageChange).toEqual({ from: null, to: 'purchase' });
  });

  it('reads a page that says late what it is for as one that says it at once, and not twice', () => {
    const told = (...views: readonly object[]) => {
      const person = visitor([stages()]);
      const { touchpoint } = person.track('page_view', views[0]);
      for (const data of views.slice(1)) person.track('update_page', { ...data, view: touchpoint?.id });
      return person.profile.stage?.reasons.map(({ text }) => text);
    };
    const atOnce = told({ page_type: 'checkout' });
    expect(atOnce).toContain('Came to the checkout page');
    expect(told({}, { page_type: 'checkout' })).toEqual(atOnce);
    expect(told({}, { page_title: 'Pay' }, { page_type: 'cart' }, { page_type: 'checkout' })).toEqual(atOnce);
    expect(told({ page_type: 'checkout' }, { page_type: 'checkout' })).toEqual(atOnce);
  });

  it('tells every reason with touchpoint, moment and words', () => {
    const person = visitor();
    person.track('campaign_details', { channel: 'paid-social' });
    person.wait(MINUTE);
    person.track('compare_items', { items: [{ item_id: 'a' }, { item_id: 'b' }] });
    expect(person.profile.stage?.reasons).toEqual([
      { touchpoint: 't2', type: 'compare_items', at: person.now, weight: 2.5, left: 1, text: 'Compared 2 products' },
    ]);
  });

  it('counts a touchpoint for what it says however the journey is cut into visits', () => {
    const person = visitor();
    for (let index = 0; index < 10; index++) {
      person.track('page_view');
      person.leave(60 * MINUTE);
    }
    expect(person.profile.slices.evidence?.pieces).toHaveLength(10);
    expect(person.profile.stage?.micro).toBe('aware');
  });

  it('hears what comes after a clock that was far ahead is put right', () => {
    const items = [{ item_id: 'cedar' }];
    const person = visitor();
    person.wait(365 * DAY);
    for (const _ of [1, 2, 3]) person.track('view_item', { items });
    expect(person.profile.stage?.micro).toBe('consider');
    person.wait(-365 * DAY);
    person.track('begin_checkout', { items });
    const { stage, slices } = person.profile;
    expect(stage?.micro).toBe('purchase');
    expect(slices.evidence?.pieces.map(({ at }) => at)).toEqual(Array(4).fill(person.now));
    expect(slices.evidence?.sum.at).toBe(person.now);
  });

  it('begins before the first visit with a friend who told of the shop', () => {
    const rules = gatherRules([stages()]);
    const step = (profile: Profile, id: string, type: string, at: number, data: object) =>
      advance(rules, profile, T0, admit(rules, { id, at, url: '', by: 'site', type, data }).touchpoint).profile;
    const visit = (profile: Profile) => step(profile, 'visit', 'page_view', T0, {});
    const blank = initialProfile(rules, 'visitor');
    const told = visit(step(blank, 'told', 'campaign_details', T0 - 3 * DAY, { channel: 'friend' }));
    expect(told.firstSeenAt).toBe(T0 - 3 * DAY);
    expect(told.slices.evidence?.pieces.at(-1)).toMatchObject({ touchpoint: 'told', at: T0 - 3 * DAY });
    expect(told.stage?.belief.consideration).toBeGreaterThan(visit(blank).stage?.belief.consideration ?? 1);
    expect(told.stage?.belief.consideration).toBeLessThan(0.45 / 1.45);
  });

  it('tells a view that the page wrote as JSON, in its own words', () => {
    const view = JSON.parse(
      '{"discovery":["Entdecken","vorher"],"research":"Wählen","sale":"Kaufen","post-purchase":"Haben","advocacy":"Erzählen"}',
    );
    const person = visitor([stages()], { view });
    person.track('page_view');
    expect(person.profile.stage).toMatchObject({
      name: 'entdecken',
      label: 'Entdecken',
      group: 'vorher',
      micro: 'aware',
    });
  });

  it('carries what other slices know beside the stage', () => {
    const slice = {
      name: 'care' as 'evidence',
      version: 1,
      initial: { frictionAt: 1 } as never,
      reduce: (state: never) => state,
    };
    const person = visitor([{ name: 'care', slice }, stages()]);
    person.track('page_view');
    expect(person.profile.stage?.overlays).toEqual(['passive', 'friction-open']);
  });
});

describe('the likelihood of `stages()`', () => {
  const read = (options: StagesOptions) => {
    const plugin = stages(options);
    const person = visitor([plugin]);
    person.track('view_item', { items: [{ item_id: 'cedar' }] });
    return plugin.stageModel?.likelihood?.(person.profile, person.now);
  };

  it('comes with the default weights, at the base rate of the site', () => {
    expect(read({})?.basis).toBe('default');
    expect(read({ baseRate: 0.2 })?.buy).toBeGreaterThan(4 * (read({})?.buy ?? 1));
  });

  it('takes what `waymark-fit` wrote', () => {
    const model: LikelihoodModel = {
      ...defaultLikelihood,
      basis: 'fitted',
      anchors: { none: 0.5, cart: 0.6, checkout: 0.7 },
    };
    expect(read({ model: JSON.parse(JSON.stringify(model)) })).toMatchObject({ basis: 'fitted' });
    expect(read({ model })?.buy).toBeGreaterThan(0.3);
  });

  it('says how likely a cart is left while something is in it, piece by piece', () => {
    const plugin = stages();
    const person = visitor([plugin]);
    const abandon = (type: string, items: readonly object[]) => {
      person.track(type, { items });
      return plugin.stageModel?.likelihood?.(person.profile, person.now)?.abandon;
    };
    expect(abandon('add_to_cart', [{ item_id: 'cedar', quantity: 2 }])).toBeGreaterThan(0.5);
    expect(abandon('remove_from_cart', [{ item_id: 'cedar', quantity: 1 }])).toBeGreaterThan(0.5);
    expect(abandon('view_cart', [])).toBeNull();
    person.leave(DAY);
    expect(abandon('view_cart', [{ item_id: 'cedar' }])).toBeGreaterThan(0.5);
  });

  it('knows nothing before anything was seen', () => {
    const { profile, now } = visitor([stages()]);
    expect(stages().stageModel?.likelihood?.({ ...profile, slices: {} }, now)).toBeNull();
  });

  it('refuses a model that is none, and a rate that no shop has', () => {
    // What a file of another kind holds.
    // Only JSON without types can say the last ones, such as the address of a file.
    for (const model of [{ weights: {} }, '/model.json', null])
      expect(() => stages({ model: model as LikelihoodModel })).toThrow('Give what `waymark-fit` wrote');
    for (const baseRate of [0, 1, -1, Number.NaN, '3 %' as unknown as number])
      expect(() => stages({ baseRate })).toThrow('Give the share of visits with an order');
  });

  it('refuses a rate beside a stage model, which would not heed it', () => {
    const model = defineStageModel(sixStages, { ...defaultLikelihood, baseRate: 0.2 });
    expect(() => stages({ model, baseRate: 0.2 })).toThrow('Give it with its likelihood');
    expect(read({ model })?.buy).toBe(read({ baseRate: 0.2 })?.buy);
  });

  it('goes on from what an older build kept', () => {
    const { slice } = stages();
    const pieces = Array.from({ length: 31 }, (_, index) => piece({ consider: 1 }, T0 - index));
    expect(slice?.upgrade?.(pieces, 1)).toMatchObject({
      pieces: [...pieces.slice(0, 30), { type: 'older', weights: { consider: 1 } }],
      sum: { at: T0, weights: { consider: expect.closeTo(31, 3) } },
      assigned: null,
      shown: { looks: 0, categories: [] },
    });
    const assigned = { ...piece({ loyal: 1 }, T0, 0), until: T0 + DAY };
    const kept = { pieces: [], assigned, shown: { session: 'one', looks: 3 } };
    expect(slice?.upgrade?.(kept, 3)).toMatchObject({
      ...kept,
      sum: { weights: {} },
      shown: { looks: 3, categories: [] },
    });
  });
});
