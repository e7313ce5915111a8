import { freeze } from '../core/freeze.js';
import type { StandardSchema } from '../core/plugin.js';
import { initialProfile } from '../core/rules.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { ContractCase, Subject } from './contract-case.js';
import { createPlay, short, tellingOf } from './contract-play.js';
import { diceOf } from './dice.js';
import { jsonFlaw } from './json-flaw.js';
import { junk, type OddStep, spoil } from './odd-journey.js';
import { withoutChance } from './without-chance.js';

/** Spoiled data that each check is given. */
const SPOILED = 200;

/** What holds of its checks, and of what it makes of a touchpoint. */
export function vocabularyCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail } = subject;
  const { journeys, rulesOf } = createPlay(subject);
  const cases: ContractCase[] = [];
  if (shape.vocabulary)
    cases.push({ name: 'checks odd data with an object or a sentence', run: async () => checkChecks(subject) });
  if (shape.normalize)
    cases.push({ name: 'normalizes to a touchpoint or to null', run: async () => journeys().forEach(normalized) });
  return cases;

  function normalized(steps: readonly OddStep[]): void {
    const plugin = make();
    const profile = initialProfile(rulesOf(plugin), 'visitor');
    for (const at of steps) {
      const { touchpoint } = at;
      // An outsider's answer may be anything.
      const made = plugin.normalize?.(freeze(touchpoint), profile) as Touchpoint | null | undefined;
      if (made === null || made === touchpoint) continue;
      const flaw = flawOf(made, touchpoint.id);
      if (flaw)
        fail(`normalizes ${tellingOf(at)} to what is no touchpoint: ${flaw}. Answer the same one, changed, or null.`);
    }
  }
}

/** What keeps an answer from being the touchpoint of this id. */
function flawOf(made: Touchpoint | undefined, id: string): string | null {
  if (made === undefined) return 'it answers nothing';
  if (made.id !== id) return 'it has another `id`';
  if (typeof made.type !== 'string' || !Number.isFinite(made.at)) return 'it has no `type` or no `at`';
  if (typeof made.data !== 'object' || !made.data) return 'its `data` is no object';
  return jsonFlaw(made.data);
}

function isCheck(check: unknown): boolean {
  return typeof check === 'function' || typeof Object(check)['~standard']?.validate === 'function';
}

/** Whatever data comes: an object that JSON carries, or a sentence. */
function checkChecks({ shape, make, samples, fail, seed = 1 }: Subject): void {
  const dice = diceOf(seed);
  const { vocabulary = {} } = make();
  for (const [type, check] of Object.entries(vocabulary)) {
    const known = samples.filter(sample => sample.type === type).map(({ data }) => data);
    for (let nth = 0; nth < SPOILED; nth++) {
      const base = known[nth % (known.length || 1)] ?? { items: [{ item_id: 'a' }], value: 1 };
      const data = freeze(Object(nth < known.length ? base : nth % 4 ? spoil(dice, base) : junk(dice)));
      const where = `\`${type}\` with ${short(data)}`;
      try {
        const answer = withoutChance(() =>
          typeof check === 'function' ? check(data) : (check as StandardSchema)['~standard'].validate(data),
        );
        if (typeof answer !== 'string' && (typeof answer !== 'object' || answer === null))
          fail(`answers ${typeof answer} to ${where}. Answer the data, or a sentence that says what is wrong with it.`);
        if (answer instanceof Promise) fail(`answers later to ${where}. A check must answer at once.`);
        if (answer === '') fail(`refuses ${where} without a word. Say what is wrong with it.`);
      } catch (cause) {
        if ((cause as Error).message.startsWith(`Plugin "${shape.name}"`)) throw cause;
        if (!isCheck(check)) fail(`has a check of \`${type}\` that is none. Give a function, or a schema.`);
        fail(`threw when it checked ${where}: ${(cause as Error).message}. Look before reading.`);
      }
    }
  }
}
