import type { DeliverContext, Plugin } from '../../src/core/plugin.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import type { ContractOptions } from '../../src/testing/contract-case.js';

type Reduce = (state: never, touchpoint: Touchpoint, profile: never) => unknown;
/** A case by its name, what is broken, and what the suite says of it. */
export type Broken = readonly [
  title: string,
  what: string,
  make: () => Plugin,
  says: RegExp,
  options?: ContractOptions,
];

/** The case that looks at names. */
export const NAMES = 'has well-formed names';
/** The case that looks at what a plugin needs. */
export const FITS = 'fits behind the plugins it needs';
/** The case that looks at exports and erasures. */
export const RIGHTS = 'takes part in the rights of the visitor';
/** The case that stops a plugin while it acts. */
export const ACTING = 'leaves nothing on a page when it is stopped while it acts';

/** A plugin with what no author who reads the types would write. */
export function odd(members: object): () => Plugin {
  return () => ({ name: 'acme', ...members }) as unknown as Plugin;
}

/** A plugin with this reducer. */
export function remembers(reduce: Reduce, initial: unknown = 0): () => Plugin {
  return odd({ slice: { name: 'acme', version: 1, initial, reduce } });
}

/** A plugin with a trigger that has these members. */
export function decides(trigger: object): () => Plugin {
  return odd({ triggers: [{ name: 'acme', decision: 'acme.offer', when: () => null, ...trigger }] });
}

/** A plugin whose stage model answers an estimate with these members. */
export function infers(estimate: object): () => Plugin {
  const whole = { micro: 'first', belief: { first: 1 }, sure: true, overlays: [], reasons: [], next: [], ...estimate };
  return odd({ stageModel: { name: 'acme', stages: ['first'], infer: () => whole } });
}

/** A plugin that hands rows on like this. */
export function delivers(deliver: (rows: readonly Row[], context: DeliverContext) => unknown): () => Plugin {
  return odd({ deliver });
}

/** A plugin that watches a page like this. */
export const capturing = (capture: (context: never) => unknown): (() => Plugin) => odd({ capture });

/** A plugin that acts on an offer like this. */
export const acting = (act: (decision: never, context: never) => unknown): (() => Plugin) =>
  odd({ acts: ['acme.offer'], act });

/** What it is given to act with. */
export type Context = Parameters<NonNullable<Plugin['act']>>[1];

/** The offer that the suite is to hand it. */
export const OFFER: ContractOptions = { decisions: [{ name: 'acme.offer', data: { model: 'x' } }] };

/** Fails with words that a test can find. */
export function boom(): never {
  throw new Error('no touchpoint');
}
