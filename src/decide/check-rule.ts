import { WaymarkError } from '../core/problem.js';
import type { SliceName } from '../core/profile.js';
import { isInside, isList } from './fits.js';
import { FACTS, FIELDS, HOURS, ITEMS, LEAVES, type Leaf, NAME, SECONDS } from './leaves.js';

type Plain = Readonly<Record<string, unknown>>;

const SHARE = { atLeast: 0, atMost: 1 };

/**
 * Refuses what is no rule with a `WaymarkError` that names the path to the mistake. Returns the slices that the rule
 * reads, for `needs`. Pure; functions are taken as they are.
 */
export function checkRule(rule: unknown, path = 'rule'): readonly SliceName[] {
  if (typeof rule === 'function') return [];
  const parts = isPlain(rule) ? rule : {};
  const names = Object.keys(parts);
  const name = names.find(one => /^(all|any|not)$/.test(one) || Object.hasOwn(LEAVES, one));
  if (!name) return refuse(path, `a condition: one of all, any, not, ${Object.keys(LEAVES).join(', ')}`);
  // A group takes no facts, and has no target.
  const [target, beside, needs]: Leaf = LEAVES[name] ?? [[], 0, '', () => null];
  const facts = FACTS.slice(0, beside);
  const value = parts[name];
  const place = `${path}.${name}`;
  for (const fact of names) {
    const isFact = fact === 'where' ? isWhere(parts[fact]) : Number.isFinite(parts[fact]);
    if (fact !== name && !(isFact && facts.includes(fact)))
      refuse(`${path}.${fact}`, `right; beside \`${name}\` go ${facts.join(', ') || 'no others'}`);
  }
  if (name === 'not') return checkRule(value, place);
  if (name === 'all' || name === 'any')
    return isList(value)
      ? value.flatMap((one, index) => checkRule(one, `${place}[${index}]`))
      : refuse(place, 'a list');
  // A share is 1 only where nothing else is possible, which nobody means by leaving bounds out.
  if (/^(belief|next|likelihood)$/.test(name)) {
    const odd = names[1] ? names.find(fact => fact !== name && !isInside(parts[fact], SHARE)) : 'atLeast';
    if (odd) refuse(`${path}.${odd}`, 'there, from 0 to 1');
  }
  if (!isTarget(target, value, beside)) refuse(place, isList(target) ? `of ${target.join(', ')}` : target);
  const slices = [needs === '*' ? value : needs, value === 'last-viewed' && 'viewed'];
  // Names of slices by now, or nothing.
  return slices.filter(Boolean) as SliceName[];
}

function isTarget(target: Leaf[0], value: unknown, beside: number): boolean {
  const several = [value].flat();
  if (target === SECONDS) return Number.isFinite(value);
  if (target === HOURS)
    return several.length === 2 && several.every(hour => isInside(hour, { atLeast: 0, atMost: 24 }));
  if (target === FIELDS || target === ITEMS) return isWhere(value) || (target === ITEMS && value === 'last-viewed');
  const isOne = (one: unknown) => typeof one === 'string' && (target === NAME || target.includes(one));
  return isList(value) ? !beside && several.length > 0 && several.every(isOne) : isOne(value);
}

/** Fields with what they must be. */
function isWhere(value: unknown): boolean {
  return (
    isPlain(value) &&
    Object.values(value).every(wanted =>
      isPlain(wanted)
        ? Object.entries(wanted).every(([name, bound]) => FACTS.slice(0, 2).includes(name) && Number.isFinite(bound))
        : [wanted].flat().every(one => /^[bns]/.test(typeof one)),
    )
  );
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !isList(value);
}

function refuse(path: string, wanted: string): never {
  throw new WaymarkError('rule-odd', `\`${path}\` must be ${wanted}.`);
}
