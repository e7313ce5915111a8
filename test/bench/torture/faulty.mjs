// Runs in the page: four plugins with everything that is asked for each touchpoint, and a fault in all of it or none.
import { definePlugin } from '../../../src/index.ts';

const FAULTS = {
  throws(name) {
    throw new Error(name);
  },
  rejects: name => Promise.reject(new Error(name)),
  hangs: () => new Promise(() => {}),
  mutates(_, ...given) {
    for (const thing of given) if (typeof thing === 'object' && thing !== null) Reflect.set(thing, 'type', 'junk');
  },
};

/** What answers at once cannot answer later. */
const LATER = /^(rejects|hangs)$/;

export function four(isFaulty) {
  return Object.entries(FAULTS).map(([name, fault]) => {
    const later = isFaulty ? fault : () => undefined;
    const atOnce = LATER.test(name) ? () => undefined : later;
    return definePlugin({
      name,
      normalize: (touchpoint, profile) => atOnce(name, touchpoint, profile) ?? touchpoint,
      slice: { name, version: 1, initial: 0, reduce: (state, ...given) => atOnce(name, ...given) ?? state + 1 },
      triggers: [{ name, decision: `${name}.each`, when: ({ touchpoint }) => atOnce(name, touchpoint) ?? { at: 1 } }],
      acts: [`${name}.each`],
      act: decision => later(name, decision),
      deliver: batch => later(name, batch),
    });
  });
}
