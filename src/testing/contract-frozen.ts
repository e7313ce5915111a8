import type { Step } from '../core/advance.js';
import type { Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Situation } from '../core/trigger.js';
import type { Subject } from './contract-case.js';
import { tellingOf } from './contract-play.js';
import type { OddStep } from './odd-journey.js';

/** One step of a journey: what comes, the profile before it, and what was made of it. */
interface Moment {
  readonly at: OddStep;
  readonly given: Profile;
  readonly step: Step;
}

/** Hands a plugin's members copies that could be changed, and fails where they were. */
export function leaveAlone({ fail }: Subject, plugin: Plugin, { at, given, step }: Moment): void {
  const run = (member: string, work: (profile: Profile, touchpoint: OddStep['touchpoint']) => unknown): void => {
    // Not `structuredClone`, which the page of jsdom lacks; all of it is JSON.
    const [profile, touchpoint] = JSON.parse(JSON.stringify([given, step.touchpoint ?? at.touchpoint])) as [
      Profile,
      OddStep['touchpoint'],
    ];
    const whole = JSON.stringify([profile, touchpoint]);
    try {
      work(profile, touchpoint);
    } catch {
      // What throws is told by the case about odd data.
    }
    if (JSON.stringify([profile, touchpoint]) !== whole)
      fail(
        `changed what \`${member}\` was given at ${tellingOf(at)}. Answer new objects: what it is given is frozen, and shared.`,
      );
  };
  const check = Object.hasOwn(plugin.vocabulary ?? {}, at.touchpoint.type) && plugin.vocabulary?.[at.touchpoint.type];
  if (typeof check === 'function')
    run('vocabulary', (_, { data }) => check(data as unknown as Record<string, unknown>));
  run('normalize', (profile, touchpoint) => plugin.normalize?.(touchpoint, profile));
  const { slice, stageModel, triggers = [] } = plugin;
  if (slice)
    run('reduce', (profile, touchpoint) =>
      // TypeScript cannot see that a slice and the state under its name belong together.
      (slice.reduce as (state: unknown, ...rest: unknown[]) => unknown)(
        profile.slices[slice.name] ?? slice.initial,
        touchpoint,
        profile,
      ),
    );
  if (stageModel && given.session) run('infer', profile => stageModel.infer(profile, at.now));
  for (const trigger of triggers) {
    const situationOf = (profile: Profile, touchpoint: Situation['touchpoint']): Situation => {
      return { now: at.now, profile, before: profile, touchpoint, stageChange: null, decided: [] };
    };
    run('when', (profile, touchpoint) => trigger.when(situationOf(profile, touchpoint)));
    run('conditions', (profile, touchpoint) => trigger.conditions?.(situationOf(profile, touchpoint)));
    run('wakeAt', profile => trigger.wakeAt?.(profile));
  }
}
