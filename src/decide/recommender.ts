import { WaymarkError } from '../core/problem.js';
import { cooccurrence } from './cooccurrence.js';
import type { ItemId } from './newest-first.js';
import { type Recommender, recommendWith } from './recommend-with.js';

/** A recommender, and what it would cost a page. */
export interface MeasuredRecommender extends Recommender {
  /** Bytes of the file: brotli where Node's zlib is at hand, else its UTF-8 length, which is more. */
  readonly bytes: number;
}

/** Node's own, as far as it is needed: this file loads in browsers, too. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:zlib'): { brotliCompressSync(text: string): { readonly length: number } };
}

export interface RecommenderOptions {
  /** What the file may take; one of nothing takes some 150 bytes. Default 50,000, as `waymark-cooccur`. */
  readonly maxBytes?: number;
}

/**
 * What a page would recommend that has loaded a file of at most `maxBytes` made of these sessions, ids oldest first: to
 * measure `cooccurrence` and `recommendWith` outside the browser. Throws `WaymarkError` for what are no sessions or no bytes.
 */
export function recommender(
  sessions: readonly (readonly ItemId[])[],
  { maxBytes = 50_000 }: RecommenderOptions = {},
): MeasuredRecommender {
  if (!Array.isArray(sessions) || !sessions.every(Array.isArray))
    throw new WaymarkError(
      'sessions-odd',
      'The sessions of `recommender` are no list of lists. Give each as a list of ids.',
    );
  if (!(typeof maxBytes === 'number' && maxBytes > 0))
    throw new WaymarkError('bytes-odd', `\`maxBytes\` of \`recommender\` is "${maxBytes}". Give a number above 0.`);
  // Node has it, a browser has not.
  const { process } = globalThis as { process?: NodeProcess };
  const zlib = process?.getBuiltinModule?.('node:zlib');
  const sizeOf = (text: string): number =>
    zlib ? zlib.brotliCompressSync(text).length : new TextEncoder().encode(text).length;
  // What is measured is the text a page gets, and what recommends is what the page makes of it.
  const text = JSON.stringify(cooccurrence(sessions, { maxBytes, sizeOf }));
  return { ...recommendWith(JSON.parse(text)), bytes: sizeOf(text) };
}
