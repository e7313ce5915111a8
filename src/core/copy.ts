const DEPTH = 8;
const KEYS = 100;
const ITEMS = 200;
const CHARACTERS = 65_536;
/** What a value counts beside its text, so that structure is bounded too. */
const VALUE = 8;
const UNSAFE = /^(__proto__|constructor|prototype)$/;

export interface Copy {
  readonly value: unknown;
  /** Something was left out: too deep, too many, too long, or not JSON. */
  readonly cut: boolean;
}

/**
 * A plain, bounded copy of any value: 8 levels, 100 keys or 200 elements a level, 65,536 characters in all or `room`, a
 * value counting 8 beside its text. Pure. Reads every property once; own keys only; a getter that throws is left out.
 */
export function copy(value: unknown, room: number = CHARACTERS): Copy {
  let left = room;
  let cut = false;

  function walk(key: PropertyKey, holder: object, depth: number): unknown {
    left -= VALUE;
    try {
      return left >= 0 ? plain((holder as Record<PropertyKey, unknown>)[key], depth) : drop();
    } catch {
      // A proxy or a getter that throws: what cannot be read is not recorded.
      return drop();
    }
  }

  function plain(item: unknown, depth: number): unknown {
    if (item === undefined || item === null || typeof item === 'boolean') return item;
    if (typeof item === 'string') return text(item);
    // JSON has no minus zero.
    if (typeof item === 'number') return Number.isFinite(item) ? item || 0 : drop();
    if (typeof item === 'bigint') return text(`${item}`);
    if (item instanceof Date) return text(new Date(+item).toISOString());
    if (typeof item !== 'object' || depth >= DEPTH || ArrayBuffer.isView(item)) return drop();
    if (!Array.isArray(item)) return record(item, depth);
    if (item.length > ITEMS) cut = true;
    // Old libraries put an `Array.from` of their own in place, which knows nothing of a function.
    return [...Array(Math.min(item.length, ITEMS)).keys()].map(index => walk(index, item, depth + 1) ?? null);
  }

  function record(item: object, depth: number): unknown {
    const out: Record<string, unknown> = Object.create(null);
    const keys = Object.keys(item);
    // A map, a set, a promise or an error keeps what it holds elsewhere.
    if (keys.length > KEYS || (!keys.length && {}.toString.call(item) !== '[object Object]')) cut = true;
    for (const key of keys.slice(0, KEYS)) {
      if (UNSAFE.test(key) || left < key.length) cut = true;
      else {
        left -= key.length;
        const copied = walk(key, item, depth + 1);
        if (copied !== undefined) out[key] = copied;
      }
    }
    return out;
  }

  function text(string: string): string {
    if (string.length > left) cut = true;
    const kept = string.slice(0, left);
    left -= kept.length;
    return kept;
  }

  function drop(): undefined {
    cut = true;
  }

  return { value: walk(0, [value], 0), cut };
}
