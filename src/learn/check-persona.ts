import { WaymarkError } from '../core/problem.js';
import type { Persona } from './persona.js';

type Check = (value: unknown) => unknown;
/** Fields that must be there, and what each that may be must be. */
interface Shape {
  readonly wanted: readonly string[];
  readonly checks: Readonly<Record<string, Check>>;
}

const isText: Check = value => typeof value === 'string' && value;
const areTexts: Check = value => Array.isArray(value) && value.every(isText);
const isWithin = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

const PERSONA: Shape = {
  wanted: ['signs'],
  checks: {
    motivations: areTexts,
    interests: areTexts,
    needs: areTexts,
    expectations: areTexts,
    desires: areTexts,
    issues: areTexts,
    signs: value => Array.isArray(value) && value.length,
    from: value => isWithin(value, 0.001, 1),
  },
};
const SIGN: Shape = {
  wanted: ['text', 'when'],
  checks: {
    text: isText,
    weight: value => value && isWithin(value, 0, 100),
    when: value => typeof value === 'function',
    needs: areTexts,
  },
};

/** Refuses what is no persona with a `WaymarkError` that names the path to the mistake. Pure. */
export function checkPersona(persona: Persona, path: string): void {
  checkFields(persona, path, PERSONA);
  persona.signs.forEach((sign, index) => {
    checkFields(sign, `${path}.signs[${index}]`, SIGN);
  });
}

function checkFields(value: unknown, path: string, { wanted, checks }: Shape): void {
  if (typeof value !== 'object' || !value) refuse(path);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const field of [...wanted, ...fields.keys()])
    if (!Object.hasOwn(checks, field) || !checks[field]?.(fields.get(field))) refuse(`${path}.${field}`);
}

function refuse(path: string): never {
  throw new WaymarkError('persona-odd', `\`${path}\` is missing or odd. See \`Persona\` for what it may be.`);
}
