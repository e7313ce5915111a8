import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import { checkRule } from './check-rule.js';
import { isList } from './fits.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { draw, type Split, weightsOf } from './variant-of.js';
import { when } from './when.js';

/** JSON-safe unless a function stands in its rule. */
export interface ExperimentOptions extends Split, Terms {
  /** When a visitor meets it, in whichever variant. Default: at the first touchpoint. */
  readonly when?: Rule;
  /** How long after that an order counts; told to who evaluates the log. Default: left to them. */
  readonly withinDays?: number;
  /** What it is for. Default `analytics`. */
  readonly purpose?: Purpose;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor met an experiment; once a visitor. */
    'experiment.expose': {
      /** Id of the experiment. */
      readonly experiment: string;
      /** The variant that was drawn. */
      readonly variant: string;
      /** Weights of all variants as they were then, the control first. */
      readonly weights: Readonly<Record<string, number>>;
      /** Days in which an order counts. */
      readonly withinDays?: number;
    };
  }
}

/**
 * Draws a variant for each visitor and says once when the visitor meets it, for what is no nudge: a slot, a way to show a
 * price. A machine takes no part. Throws `WaymarkError` for options that cannot work.
 */
export function experiment({ when: rule = { all: [] }, withinDays, purpose, ...options }: ExperimentOptions): Plugin {
  const { id, variants, share, ...terms } = options;
  // A copy: what is decided is frozen.
  const weights = { ...weightsOf(variants) };
  check(options, weights, withinDays);
  const name = `experiment-${id}`;
  const needs = checkRule(rule, `${name}.when`);
  const variantFor = (profile: Profile) => (hasMet(name, profile) ? null : draw(profile.visitorId, options));
  const trigger = when({
    name,
    decision: 'experiment.expose',
    rule,
    terms,
    data({ profile }) {
      const variant = variantFor(profile);
      return variant === null ? null : { experiment: id, variant, weights, ...(withinDays && { withinDays }) };
    },
  });
  return definePlugin({
    name,
    purpose: purpose ?? 'analytics',
    needs,
    triggers: [
      { ...trigger, wakeAt: profile => (variantFor(profile) === null ? null : (trigger.wakeAt?.(profile) ?? null)) },
    ],
  });
}

/** What fired outlives a logout, after which it is another visitor in a first visit that begins with it. */
function hasMet(name: string, { fired, session, firstSeenAt }: Profile): boolean {
  const last = fired[name];
  if (!last) return false;
  return session?.number === 1 ? last.session === session.id : last.at >= (firstSeenAt ?? 0);
}

function check({ id, variants, share = 1 }: Split, weights: object, days = 1): void {
  const entries = Object.entries(weights);
  const least = isList(variants) ? Math.max(2, variants.length) : 2;
  // Whole numbers as names would change their order, and with it the control.
  const isOdd = entries.some(([name, weight]) => !/\D/.test(name) || !Number.isFinite(weight) || weight <= 0);
  if (!id || typeof id !== 'string') refuse(id, 'an `id`');
  if (entries.length < least || isOdd) refuse(id, '`variants`: two names or more, each once, or names with weights');
  if (!Number.isFinite(share) || share <= 0 || share > 1) refuse(id, 'a `share` above 0, at most 1');
  if (!Number.isFinite(days) || days <= 0) refuse(id, '`withinDays` above 0');
}

function refuse(id: unknown, wanted: string): never {
  throw new WaymarkError('experiment-odd', `Experiment "${id}" needs ${wanted}.`);
}
