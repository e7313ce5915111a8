import { WaymarkError } from '../core/problem.js';
import type { SliceName } from '../core/profile.js';
import { checkRule } from './check-rule.js';
import { isInside, isList } from './fits.js';

type Check = (value: unknown) => unknown;
/** Fields that must be there, and what each that may be must be. */
interface Shape {
  readonly wanted: readonly string[];
  readonly checks: Readonly<Record<string, Check>>;
}
type Plain = Readonly<Record<string, unknown>>;

/** Longer than that is no delay. */
const DAYS = 1e6;
const isRule: Check = value => value;
const isAmount: Check = value => isInside(value, { atLeast: 0, atMost: DAYS });
const isMoment: Check = value => typeof value === 'string' && Date.parse(value);
const isObject: Check = value => typeof value === 'object' && value && !isList(value);

const SEQUENCE: Shape = {
  wanted: ['start', 'steps'],
  checks: {
    start: isRule,
    steps: value => isList(value) && value.length,
    exit: isRule,
    everyDays: value => value && isAmount(value),
    from: isMoment,
    until: isMoment,
  },
};
const STEP: Shape = {
  wanted: ['name'],
  checks: {
    // The last trigger of a sequence has this name.
    name: value => typeof value === 'string' && value && value !== 'exit',
    when: isRule,
    channel: value => /^(page|email|push)$/.test(`${value}`),
    content: isObject,
    afterDays: isAmount,
    afterHours: isAmount,
    afterMinutes: isAmount,
  },
};

/**
 * Refuses what is no sequence with a `WaymarkError` that names the path to the mistake. Returns the slices that its rules
 * read, for `needs`. Pure.
 */
export function checkSequence(definition: unknown, path: string): readonly SliceName[] {
  const { start, steps, exit } = checkFields(definition, path, SEQUENCE);
  const names: unknown[] = [];
  // A list, as was seen to above.
  const slices = (steps as readonly unknown[]).flatMap((definition, index) => {
    const place = `${path}.steps[${index}]`;
    const step = checkFields(definition, place, STEP);
    const { name, when, channel = 'page' } = step;
    const [delay = 'afterDays', another] = Object.keys(step).filter(field => /^after/.test(field));
    if (names.includes(name)) refuse(`${place}.name`);
    if (another || !(delay in step) || (index && !step[delay])) refuse(`${place}.${another ?? delay}`);
    // Nobody answers it for a step that is handed over.
    if (when && channel !== 'page') refuse(`${place}.when`);
    names.push(name);
    return when ? checkRule(when, `${place}.when`) : [];
  });
  return [...checkRule(start, `${path}.start`), ...(exit ? checkRule(exit, `${path}.exit`) : []), ...slices];
}

function checkFields(value: unknown, path: string, { wanted, checks }: Shape): Plain {
  if (!isObject(value)) refuse(path);
  // An object that is no list has fields.
  const fields = value as Plain;
  for (const field of [...wanted, ...Object.keys(fields)]) {
    if (!Object.hasOwn(checks, field) || !checks[field]?.(fields[field])) refuse(`${path}.${field}`);
  }
  return fields;
}

function refuse(path: string): never {
  throw new WaymarkError('sequence-odd', `\`${path}\` is missing or odd. See \`Sequence\` for what it may be.`);
}
