const CHARACTERS = 200;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What a page says, as people read it: no tags, no entities, no invisible characters, at most 200 characters; `''` for what is
 * neither text nor number. Pure. Tags go before entities, so that what was escaped stays text.
 */
export function plainText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = `${value}`.slice(0, 4 * CHARACTERS).replace(/<\/?[a-z!][^<>]*>/gi, ' ');
  return unescaped(text)
    .replace(/[\p{Cc}\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]+/gu, ' ')
    .trim()
    .slice(0, CHARACTERS)
    .replace(/\p{Cs}/gu, '');
}

/** A text with what its entities stand for; one that nobody knows stays as it is. Pure. */
export function unescaped(text: string): string {
  return text.replace(
    /&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi,
    (entity, name: string) => characterOf(name) ?? entity,
  );
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const point = Number(name.toLowerCase().replace('#x', '0x').replace('#', ''));
  return point < 0x110000 ? String.fromCodePoint(point) : undefined;
}
