import { advance, type Step } from '../core/advance.js';
import type { Problem } from '../core/problem.js';
import { PURPOSES } from '../core/purpose.js';
import { initialProfile } from '../core/rules.js';
import type { Stage } from '../core/stage.js';
import type { StageModel } from '../core/stage-model.js';
import { sumOf } from '../core/sum.js';
import { type Condition, nextWake } from '../core/trigger.js';
import type { ContractCase, Subject } from './contract-case.js';
import { leaveAlone } from './contract-frozen.js';
import { createPlay, JOURNEYS, LENGTH } from './contract-play.js';
import { jsonFlaw } from './json-flaw.js';
import { withoutChance } from './without-chance.js';

/** 1973: what is before that is a span. */
const EARLIEST = 1e11;

/** What holds of all its pure members: checks, `normalize`, the slice, the stage model and the triggers. */
export function mindCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail, tell } = subject;
  const { vocabulary, normalize, slice, stageModel, triggers } = shape;
  if (!(vocabulary || normalize || slice || stageModel || triggers?.length)) return [];
  const { journeys, rulesOf, play } = createPlay(subject);

  return [
    {
      name: 'takes odd and foreign touchpoints without throwing',
      async run() {
        const globals = Reflect.ownKeys(Object.prototype).length;
        const later: Promise<readonly Condition[]>[] = [];
        for (const steps of journeys()) play(rulesOf(), steps, step => later.push(...checkStep(subject, step)));
        for (const conditions of await Promise.all(later)) checkConditions(subject, conditions);
        if (Reflect.ownKeys(Object.prototype).length !== globals)
          fail(
            'hung something on `Object.prototype`. Take a `Map`, or an object without prototype, for names of a page.',
          );
        tell?.(`${JOURNEYS} journeys of ${LENGTH} odd touchpoints`);
      },
    },
    {
      name: 'changes nothing of what it is given',
      async run() {
        const plugin = make();
        for (const steps of journeys().slice(0, 3)) {
          const rules = rulesOf(plugin);
          let profile = initialProfile(rules, 'visitor');
          for (const at of steps) {
            const step = advance(rules, profile, at.now, at.touchpoint, { seq: 1, purposes: PURPOSES });
            leaveAlone(subject, plugin, { at, given: profile, step });
            profile = step.profile;
          }
        }
      },
    },
    {
      name: 'asks neither clock nor chance, and keeps nothing beside its slice',
      async run() {
        const [first = [], second = []] = journeys();
        const rules = rulesOf();
        const told = (): string =>
          withoutChance(() => {
            const decisions: unknown[] = [];
            const { slices, stage } = play(rules, first, step => {
              checkStep(subject, step);
              decisions.push(...step.decisions);
            });
            return JSON.stringify([slices[shape.slice?.name as 'identity'], stage, decisions]);
          });
        const once = told();
        if (told() !== once) fail('answers differently to the same journey. Keep what you know in the slice.');
        withoutChance(() => play(rules, second));
        if (told() !== once) fail('answers differently after another visitor. Keep what you know in the slice.');
      },
    },
  ];
}

/** Its decisions, conditions and alarms are what they are to be. Answers the conditions whose words are loaded first. */
function checkStep(
  subject: Subject,
  { decisions, profile, touchpoint }: Step,
): readonly Promise<readonly Condition[]>[] {
  const { shape, fail } = subject;
  const later: Promise<readonly Condition[]>[] = [];
  const situation = {
    now: profile.lastSeenAt ?? 0,
    profile,
    before: profile,
    touchpoint,
    stageChange: null,
    decided: [],
  };
  for (const trigger of shape.triggers ?? []) {
    for (const { name, data } of decisions.filter(one => one.trigger === trigger.name)) {
      const flaw = jsonFlaw(data, 'data');
      if (flaw) fail(`decides \`${name}\` with what JSON does not carry: ${flaw}. Leave out what is not known.`);
    }
    const problems: Problem[] = [];
    const wake = nextWake([{ plugin: shape, trigger }], profile, 0, problems);
    if (problems[0])
      fail(`failed in \`wakeAt\` of "${trigger.name}": ${problems[0].cause}. Answer epoch ms, or null for never.`);
    if (wake !== null && wake < EARLIEST)
      fail(
        `has a \`wakeAt\` of "${trigger.name}" that answers ${wake}, which is no moment. Answer epoch ms, not how long.`,
      );
    const conditions = trigger.conditions?.(situation) ?? [];
    if ('then' in conditions) later.push(conditions);
    else checkConditions(subject, conditions);
  }
  const flaw = shape.stageModel && profile.stage && stageFlaw(shape.stageModel, profile.stage);
  if (flaw) fail(`answers \`infer\` with what is no estimate: ${flaw}.`);
  return later;
}

function stageFlaw({ stages }: StageModel, stage: Stage): string | null {
  const flaw = jsonFlaw(stage, 'stage');
  if (flaw) return `${flaw}. Answer every field, and finite numbers`;
  if (!stages?.includes(stage.micro)) return `"${stage.micro}" is none of its \`stages\``;
  const whole = sumOf(Object.values(stage.belief));
  if (Math.abs(whole - 1) > 0.001) return `its \`belief\` comes to ${whole}, not 1`;
  if (typeof stage.sure !== 'boolean') return '`sure` is true or false';
  return null;
}

function checkConditions({ fail }: Subject, conditions: readonly Condition[]): void {
  const odd = conditions.some(one => typeof one.text !== 'string' || typeof one.holds !== 'boolean');
  if (odd) fail('has a condition without `text` or `holds`. Say both.');
}
