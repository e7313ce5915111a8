import type { Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import { isList } from './fits.js';
import { nudge } from './nudge.js';
import type { NudgeOptions, NudgeTerms } from './nudge-options.js';
import { RESCUES, type RescueName } from './rescues.js';
import type { Terms } from './sight.js';

/** What is to be otherwise than ready-made, by name; `false` leaves one out. */
export type RescueOptions = { readonly [K in RescueName]?: false | Partial<Omit<NudgeOptions, 'id'>> } & {
  /**
   * Ways of paying that the shop does not have. Who cannot pay is asked for the one that is missing, with a button for
   * each, told as `payment_wish`; `hurdles()` is given them, too. Default: nobody is asked.
   */
  readonly methods?: readonly string[];
};

/** What is asked of who cannot pay. */
const WISH = { text: 'Is your way to pay missing?', type: 'payment_wish', field: 'payment_type' };

/**
 * Nudges that keep an order from failing, with the cart in each: `payment-error`; `late-shipping`, whose cost was first
 * seen in the checkout; `out-of-stock`, of what is in the cart; `form-trouble`, three refusals in ten minutes. Each
 * is said once for what happened, at most three times a visit, whatever else is being said. `help` is a service while an
 * issue is open, once a week. Need `hurdles()` and `prompts()` before them, `help` also `care()`.
 */
export function rescue({ methods, ...options }: RescueOptions = {}, terms: NudgeTerms & Terms = {}): readonly Plugin[] {
  const names = Object.keys(RESCUES) as RescueName[];
  const unknown = Object.keys(options).find(name => !names.some(known => known === name));
  if (unknown) throw new WaymarkError('nudge-odd', `\`rescue.${unknown}\` must be one of ${names.join(', ')}.`);
  if (methods && !isList(methods)) throw new WaymarkError('nudge-odd', '`rescue.methods` must be a list of names.');
  return names.flatMap(name => {
    const own = options[name];
    if (own === false) return [];
    const { when, content } = RESCUES[name];
    const [rule = { any: [] }] = Object.values(when);
    const ready: NudgeOptions =
      name === 'help'
        ? { id: name, kind: 'service', when: rule, cap: { per: 'week', max: 1 }, content }
        : { id: name, kind: 'rescue', when: rule, cap: { per: 'session', max: 3 }, about: 'cart', content };
    const ask = name === 'payment-error' && methods && { ...WISH, answers: methods };
    return nudge(
      {
        ...ready,
        quietWhileAware: false,
        ...own,
        content: { later: 'Close', ...content, ...(ask && { ask }), ...own?.content },
      },
      terms,
    );
  });
}
