import { ELEMENTS } from './snippets/elements.js';
import { JSON_LD } from './snippets/json-ld.js';
import { PRICES } from './snippets/prices.js';
import type { Snippet } from './snippets/snippet.js';
import { WHICH } from './snippets/which.js';

/** Pages that say something of products, in ways that are hard to read. */
export const SNIPPETS: readonly Snippet[] = [...PRICES, ...JSON_LD, ...WHICH, ...ELEMENTS];
