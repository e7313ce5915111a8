import { expect } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { DAY, HOUR, MINUTE, noteTrigger, stageModel, T0, tally } from './build.js';

/** Remembers as much of what it saw as can differ. */
const trail: Plugin = {
  name: 'trail',
  needs: ['tally'],
  slice: {
    name: 'trail',
    version: 1,
    initial: [],
    reduce(state, { id, at, session, type, data }, profile) {
      const { lastSeenAt, slices } = profile;
      return [
        [id, at, session, type, JSON.stringify(data)?.length, lastSeenAt, profile.session, slices.tally?.note ?? null],
        ...state,
      ].slice(0, 5);
    },
  },
  triggers: [
    {
      name: 'idle',
      decision: 'visitor.idle',
      every: HOUR,
      when: ({ now, profile: { lastSeenAt } }) =>
        lastSeenAt !== null && now - lastSeenAt >= 20 * MINUTE ? { sinceMs: now - lastSeenAt } : null,
      wakeAt: ({ lastSeenAt }) => lastSeenAt && lastSeenAt + 20 * MINUTE,
    },
    noteTrigger({ perSession: 2 }),
    noteTrigger({ name: 'rare-notes', every: DAY, perSession: 1 }),
  ],
};

/** Fades with time, so that a float that differs in its last bit shows; sees only what personalization permits. */
const taste: Plugin = {
  name: 'taste',
  purpose: 'personalization',
  slice: {
    name: 'taste',
    version: 1,
    initial: 0.1,
    reduce(state, { type, at, data }) {
      if (type !== 'note') return state;
      const next = (state * 0.9 ** ((at - T0) / DAY / 7) + (data.score ?? 0) / 3) % 1e9;
      // A correction, or an unchecked note, may have put anything here.
      return Number.isFinite(next) ? next : 0.1;
    },
  },
  triggers: [noteTrigger({ name: 'tasted', every: 5 * MINUTE })],
};

/** Throws now and then, in every pure member. */
const moody: Plugin = {
  name: 'moody',
  normalize(raw) {
    if (raw.type !== 'note') return raw;
    if (raw.data.score === 3) return null;
    if (raw.data.score === 4) throw new Error('normalize');
    return { ...raw, data: { ...raw.data, marked: true } };
  },
  triggers: [
    {
      name: 'moody',
      decision: 'note.take',
      perSession: 3,
      when: ({ touchpoint: raw, profile }) => {
        if (raw?.type === 'note' && raw.data.score === 5) throw new Error('when');
        return profile.slices.tally?.note === 2 ? { text: `${raw?.id}` } : null;
      },
      wakeAt: () => {
        throw new Error('wakeAt');
      },
    },
  ],
};

const stages: Plugin = {
  name: 'stages',
  stageModel: {
    ...stageModel(() => ({}), { plain: { look: 'Look', weigh: 'Look', buy: 'Buy', stay: ['Stay', 'later'] } }),
    infer({ slices, lastSeenAt, stage }, now) {
      const notes = slices.tally?.note ?? 0;
      if (notes === 7) throw new Error('infer');
      const fade = 2 ** -(Math.abs(now - (lastSeenAt ?? now)) / DAY);
      const share = notes / (notes + 3);
      const belief = {
        look: fade * (1 - share),
        weigh: (1 - fade) * (1 - share),
        buy: share * fade,
        stay: share * (1 - fade),
      };
      const micro = share > 0.5 && stage ? 'buy' : fade < 0.5 ? 'stay' : 'look';
      return {
        micro,
        belief,
        sure: share > 0.2,
        reasons: [{ touchpoint: null, type: 'note', at: now, weight: fade / 3, left: 1, text: 'Notes' }],
        overlays: share > 0.5 ? [] : ['passive'],
        next: [],
      };
    },
  },
};

/** Rules of the plugins above, which have a use for every pure member. */
export const rules = gatherRules([tally, [trail, false, [taste]], moody, stages]);

/** The profile from which a visitor begins under them. */
export const blank = initialProfile(rules, 'v1');

/** Equal to the bit, key order included. */
export function expectSame(actual: unknown, expected: unknown): void {
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  expect(actual).toEqual(expected);
}

/** How often a property is tried that takes whole journeys. */
export const RUNS = { numRuns: 250 };
