import type { Plugin, PluginList } from './core/plugin.js';
import { type BirthdayOptions, birthday } from './decide/birthday.js';
import { moments } from './decide/moments.js';
import { occasions } from './decide/occasions.js';
import { type ReviewInvitationOptions, reviewInvitation } from './decide/review-invitation.js';
import { type SequencesOptions, sequences } from './decide/sequences.js';
import { type ThankYouOptions, thankYou } from './decide/thank-you.js';
import { type WinBackOptions, winBack } from './decide/win-back.js';
import { recent } from './learn/recent.js';
import type { ShopRulesOptions } from './shop-rules.js';

/**
 * Beside the options of `shopRules()`; `true` for the defaults, nothing to leave it out. Stands in its place, or beside it
 * with `recent: false` and without `occasions`.
 */
export interface ShopSequencesOptions extends ShopRulesOptions, SequencesOptions {
  readonly thankYou?: ThankYouOptions | true;
  /** Takes slice `rhythm`, which `aftercare()` brings. */
  readonly winBack?: WinBackOptions | true;
  readonly reviewInvitation?: ReviewInvitationOptions | true;
  readonly birthday?: BirthdayOptions | true;
  readonly moments?: true;
}

/**
 * What is said in order, days apart, and on the occasions of a relation, as data. Stands after `storefront()`. `recent()` is
 * left out where it is `present`.
 */
export function shopSequences(
  {
    recent: kept,
    occasions: list,
    sequences: own,
    thankYou: thanks,
    winBack: welcome,
    reviewInvitation: invitation,
    birthday: day,
    moments: firstAndLast,
    ...options
  }: ShopSequencesOptions = {},
  present: readonly Plugin[] = [],
): PluginList {
  return [
    kept !== false && !present.some(({ name }) => name === 'recent') && recent(kept),
    list && occasions({ ...options, occasions: list }),
    sequences({
      ...options,
      sequences: {
        ...(thanks && { 'thank-you': thankYou(thanks === true ? {} : thanks) }),
        ...(welcome && { 'win-back': winBack(welcome === true ? {} : welcome) }),
        ...own,
      },
    }),
    invitation && reviewInvitation(invitation === true ? {} : invitation),
    day && birthday({ ...options, ...(day !== true && day) }),
    firstAndLast && moments(),
  ];
}
