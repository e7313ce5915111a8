import { freeze } from './freeze.js';
import { blame, guard, type Problem } from './problem.js';
import type { Profile } from './profile.js';
import { isPermitted, PURPOSES, type Purpose } from './purpose.js';
import { reduce } from './reduce.js';
import type { Rules } from './rules.js';
import type { StageChange } from './stage.js';
import type { Touchpoint } from './touchpoint.js';
import { type Decision, isRested, type Situation } from './trigger.js';

/** One step of the journey and what came of it. */
export interface Step {
  readonly profile: Profile;
  /** As it goes into the log; `null` when a plugin dropped it, or when time alone brought the step. */
  readonly touchpoint: Touchpoint | null;
  readonly stageChange: StageChange | null;
  readonly decisions: readonly Decision[];
  readonly problems: readonly Problem[];
}

/** Where the step stands in the log. */
export interface Place {
  readonly seq: number;
  readonly purposes: readonly Purpose[];
}

const ANYWHERE: Place = { seq: 0, purposes: PURPOSES };

/**
 * One step of the journey: normalize, reduce, infer, decide. Pure and synchronous; never throws on odd data.
 * `raw` is an admitted touchpoint, or `null` when time alone may have made something due.
 * A touchpoint that a plugin drops, and time alone that decides nothing, leave the profile as it was.
 */
export function advance(
  rules: Rules,
  before: Profile,
  now: number,
  raw: Touchpoint | null,
  place: Place = ANYWHERE,
): Step {
  const problems: Problem[] = [];
  const touchpoint = raw && normalize(rules, freeze(before), freeze(raw), problems);
  if (touchpoint || !raw) {
    const step = decide(rules, before, { now, ...place }, touchpoint, problems);
    if (touchpoint || step.decisions.length) return step;
  }
  return { profile: before, touchpoint: null, stageChange: null, decisions: [], problems };
}

/** Reduces, infers and decides about a touchpoint that is normalized already. Pure; `replay` starts here. */
export function decide(
  rules: Rules,
  before: Profile,
  { now, seq, purposes }: Place & { readonly now: number },
  raw: Touchpoint | null,
  problems: Problem[],
): Step {
  const reduced = reduce(rules, before, { now, purposes }, raw, problems);
  const session = reduced.session?.id ?? '';
  const touchpoint = raw && freeze({ ...raw, session });
  const stageChange = changeOf(before, reduced);
  const decisions: Decision[] = [];
  let situation: Situation = freeze({ now, profile: reduced, before, touchpoint, stageChange, decided: [] });
  for (const { plugin, trigger } of rules.triggers) {
    if (!isPermitted(plugin.purpose, purposes) || !isRested(trigger, reduced.fired[trigger.name], now, session))
      continue;
    const data = guard(problems, plugin.name, 'when', null, () => {
      const answer = trigger.when(situation);
      if (answer && typeof answer !== 'object') throw new Error('no object');
      return freeze(answer);
    });
    if (!data) continue;
    // The name and the data come from one trigger, which TypeScript cannot follow through the union.
    decisions.push(
      freeze({
        id: `${touchpoint?.id ?? seq}/${trigger.name}`,
        name: trigger.decision,
        trigger: trigger.name,
        at: now,
        data,
      }) as Decision,
    );
    situation = freeze({ ...situation, decided: [...decisions] });
  }
  return { profile: withFired(reduced, decisions), touchpoint, stageChange, decisions, problems };
}

/** The profile that remembers these decisions were made. Pure. */
export function withFired(
  profile: Profile,
  decisions: readonly { readonly trigger: string; readonly at: number }[],
): Profile {
  if (!decisions.length) return profile;
  let { fired } = profile;
  const session = profile.session?.id ?? '';
  for (const { trigger, at } of decisions) {
    const last = fired[trigger];
    const count = last?.session === session ? last.count + 1 : 1;
    // Not assigned: under the name `__proto__` that would be a prototype.
    fired = { ...fired, [trigger]: { at, session, count, times: (last?.times ?? 0) + 1 } };
  }
  return freeze({ ...profile, fired });
}

function changeOf({ stage: from }: Profile, { stage: to }: Profile): StageChange | null {
  return to && to.name !== from?.name ? { from: from?.name ?? null, to: to.name } : null;
}

/** The touchpoint as plugins correct it, or `null` where one drops it. Pure. */
export function normalize(rules: Rules, profile: Profile, raw: Touchpoint, problems: Problem[]): Touchpoint | null {
  let touchpoint: Touchpoint | null = raw;
  for (const plugin of rules.plugins) {
    if (!touchpoint || !plugin.normalize) continue;
    const current: Touchpoint = touchpoint;
    const made: Touchpoint | null | undefined = guard<Touchpoint | null | undefined>(
      problems,
      plugin.name,
      'normalize',
      current,
      () => freeze(whole(plugin.normalize?.(current, profile), current)),
    );
    // Dropped all the same: that may have been meant, and a touchpoint that was to go must not stay.
    if (!made && made !== null)
      problems.push(blame(plugin.name, 'normalize', 'it answered nothing; answer `null` to drop'));
    touchpoint = made || null;
  }
  return touchpoint;
}

/** Throws where no touchpoint was made of a touchpoint, which nobody could store or reduce. */
function whole(made: Touchpoint | null | undefined, raw: Touchpoint): Touchpoint | null | undefined {
  if (
    !made ||
    (made.id === raw.id &&
      typeof made.type === 'string' &&
      Number.isFinite(made.at) &&
      typeof made.data === 'object' &&
      made.data)
  )
    return made;
  throw new Error('no touchpoint');
}
