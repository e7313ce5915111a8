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

/**
 * What a page would recommend that has loaded a file of at most `maxBytes` made of these sessions, ids oldest first: to
 * measure `cooccurrence` and `recommendWith` outside the browser.
 */
export function recommender(
  sessions: readonly (readonly ItemId[])[],
  { maxBytes }: { readonly maxBytes: number },
): MeasuredRecommender {
  // Node has it, a browser has not.
  const { process } = globalThis as { process?: NodeProcess };
  const zlib = process?.getBuiltinModule?.('node:zlib');
  const sizeOf = (text: string): number =>
    zlib ? zlib.brotliCompressSync(text).length : new TextEncoder().encode(text).length;
  // What is measured is the text a page gets, and what recommends is what the page makes of it.
  const text = JSON.stringify(cooccurrence(sessions, { maxBytes, sizeOf }));
  return { ...recommendWith(JSON.parse(text)), bytes: sizeOf(text) };
}
