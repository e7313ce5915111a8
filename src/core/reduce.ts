import { freeze } from './freeze.js';
import { guard, type Problem } from './problem.js';
import { clampAt, type Profile, type Slice, visit } from './profile.js';
import { isPermitted, type Purpose } from './purpose.js';
import { initialProfile, type Rules } from './rules.js';
import { project } from './stage.js';
import type { Touchpoint } from './touchpoint.js';

/** Where a step stands: what `reduce` may show to which plugin, and when. */
export interface Moment {
  readonly now: number;
  readonly purposes: readonly Purpose[];
}

/** The profile after a touchpoint, or after time alone (`null`): visit, slices in order, stage. Pure. */
export function reduce(
  rules: Rules,
  before: Profile,
  { now, purposes }: Moment,
  raw: Touchpoint | null,
  problems: Problem[],
): Profile {
  let profile = freeze(before);
  if (raw) {
    const { type, data } = raw;
    const at = clampAt(before, raw.at, now);
    if (type === 'reset') profile = resetOf(rules, before, data.visitor_id);
    const visited = visit(profile, { ...raw, at }, now);
    const touchpoint: Touchpoint = freeze({ ...raw, at, session: visited.session.id });
    profile = freeze(visited);
    for (const { name, purpose, slice } of rules.slices) {
      // TypeScript cannot see that a slice and the state under its name belong together.
      const owner = slice as Slice;
      const { name: key, initial } = owner;
      const { slices } = profile;
      const state = slices[key] ?? initial;
      let next: unknown = state;
      if (isPermitted(purpose, purposes)) {
        const isPutRight = type === 'correct' && data.slice === key;
        const from = isPutRight ? ((data.value ?? initial) as typeof state) : state;
        next = guard(problems, name, isPutRight ? type : 'reduce', state, () => {
          if (isPutRight && initial !== null && kindOf(from) !== kindOf(initial))
            throw new Error(`give it as ${kindOf(initial)}`);
          const reduced: unknown = freeze(owner.reduce(from, touchpoint, profile));
          // What is not there cannot be stored, and the next step would begin anew.
          if (reduced === undefined) throw new Error('no state');
          return isPutRight ? from : reduced;
        });
      } else if (type === 'consent_update') next = initial;
      // All that is older is frozen, so only the new part is looked into.
      if (next !== slices[key])
        profile = Object.freeze({ ...profile, slices: Object.freeze({ ...slices, [key]: freeze(next) }) });
    }
  }
  return infer(rules, profile, now, problems);
}

/** The profile after a logout: what was told to whom stays. */
function resetOf(rules: Rules, { slices, fired }: Profile, visitorId: string): Profile {
  const states = rules.slices.map(({ slice: { name, initial, outlivesReset } }) => [
    name,
    (outlivesReset ? slices[name] : null) ?? initial,
  ]);
  return { ...initialProfile(rules, visitorId), slices: Object.fromEntries(states), fired };
}

function infer({ stages }: Rules, profile: Profile, now: number, problems: Problem[]): Profile {
  if (!stages || !profile.session) return profile;
  const { plugin, model, names } = stages;
  return guard(problems, plugin.name, 'infer', profile, () => {
    const estimate = model.infer(profile, now);
    if (typeof estimate?.micro !== 'string') throw new Error('no `micro`');
    return freeze({ ...profile, stage: project(names, estimate, profile.stage, now) });
  });
}

function kindOf(state: unknown): string {
  return Array.isArray(state) ? 'list' : typeof state;
}
