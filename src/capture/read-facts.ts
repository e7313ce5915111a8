/** Something the shop's side knows to have happened. */
export interface Fact {
  /** Short for its id, which may be personal: the same for the same id. */
  readonly name: string;
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  readonly data: object;
  /** Where it happened. */
  readonly channel: string;
}

/** Facts a reading takes. */
const MOST = 20;
/** What a fact may not say: who the visitor is, what was agreed to, what is put right. */
const OURS = /^(identify|correct|consent_update|reset|overflow)$/;

/** The newest 20 facts of a JSON list, oldest first, and how many entries are none. Pure; takes any text. */
export function readFacts(text: string): { readonly found: readonly Fact[]; readonly odd: number } {
  const entries = listOf(text);
  if (!entries) return { found: [], odd: 1 };
  const facts = entries.flatMap(factOf).sort((a, b) => a.at - b.at);
  return { found: facts.slice(-MOST), odd: entries.length - facts.length };
}

function listOf(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null; // No JSON holds no facts.
  }
}

function factOf(entry: unknown): readonly Fact[] {
  const { id, type, at: said, data, channel = '' } = Object(entry) as Record<string, unknown>;
  const at = typeof said === 'string' ? Date.parse(said) : said;
  const isNamed = (typeof id === 'string' && id) || typeof id === 'number';
  if (!isNamed || typeof type !== 'string' || OURS.test(type) || typeof at !== 'number' || !(at > 0)) return [];
  return [
    { name: shortOf(`${id}`), type, at, data: Object(data), channel: typeof channel === 'string' ? channel : '' },
  ];
}

/** Two sums of 32 bits, which other texts hardly share. Source: FNV-1a, its second half with another prime. */
function shortOf(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x050c5d1f;
  for (let at = 0; at < text.length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), 0x01000193);
    second = Math.imul(second ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return `${(first >>> 0).toString(36)}-${(second >>> 0).toString(36)}`;
}
