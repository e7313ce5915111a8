/** Where a value is not what JSON carries unchanged, as `.lines[2].price is NaN`; `null` where it is. Pure. */
export function jsonFlaw(value: unknown, path = '', depth = 0): string | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return null;
  const at = path || 'it';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `${at} is ${value}`;
    return Object.is(value, -0) ? `${at} is -0` : null;
  }
  if (typeof value !== 'object') return `${at} is ${value === undefined ? 'undefined' : `a ${typeof value}`}`;
  if (depth > 100) return `${at} is too deep, or holds itself`;
  const kind = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && kind !== null && Object.getPrototypeOf(kind) !== null)
    return `${at} is a ${kind.constructor?.name ?? 'class'}`;
  for (const key of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && key === 'length') continue;
    if (typeof key === 'symbol') return `${at} has a symbol as a key`;
    const flaw = jsonFlaw(
      (value as Record<string, unknown>)[key],
      Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`,
      depth + 1,
    );
    if (flaw) return flaw;
  }
  return Array.isArray(value) && Object.keys(value).length !== value.length ? `${at} has holes` : null;
}
