import { AMOUNT, type Checks, checkEach, checkOptions, isTable } from './core/check-options.js';
import type { Plugin, PluginList } from './core/plugin.js';
import { WaymarkError } from './core/problem.js';
import { type BirthdayOptions, birthday } from './decide/birthday.js';
import { moments } from './decide/moments.js';
import { type OccasionsOptions, occasions } from './decide/occasions.js';
import { presentTerms } from './decide/present-terms.js';
import { type ReviewInvitationOptions, reviewInvitation } from './decide/review-invitation.js';
import { type SequencesOptions, sequences } from './decide/sequences.js';
import { type ThankYouOptions, thankYou } from './decide/thank-you.js';
import { type WinBackOptions, winBack } from './decide/win-back.js';
import { lacks } from './lacks.js';
import { recent } from './learn/recent.js';
import { OCCASION, type ShopRulesOptions } from './shop-rules.js';

/**
 * Presets and sequences: `true` for the defaults of one, nothing to leave it out. `occasions` and `recent` are those of
 * `shopRules()`, in whose place this stands; beside it give `recent: false` and no `occasions`.
 */
export interface ShopSequencesOptions extends Pick<ShopRulesOptions, 'recent'>, OccasionsOptions, SequencesOptions {
  readonly thankYou?: ThankYouOptions | true;
  /** Takes slice `rhythm`, which `aftercare()` brings. */
  readonly winBack?: WinBackOptions | true;
  readonly reviewInvitation?: ReviewInvitationOptions | true;
  readonly birthday?: BirthdayOptions | true;
  readonly moments?: true;
}

const CHECKS: Checks<ShopSequencesOptions> = {
  sequences: [value => !value || isTable(value), 'sequences by their names'],
  thankYou: { days: 1, content: 1, channel: 1, everyDays: 1 },
  winBack: { days: AMOUNT, content: 1, everyDays: 1 },
  reviewInvitation: { days: AMOUNT, channel: 1, purpose: 1 },
  birthday: { lateDays: AMOUNT, offsetMinutes: 1, purpose: 1 },
  moments: 1,
  occasions: 1,
  recent: { fields: 1 },
  ...{ purpose: 1, offsetMinutes: 1, likelihood: 1 },
};

/**
 * What is said in order, days apart, and on the occasions of a relation, as data. Stands after `storefront()`. `recent()` is
 * left out where it is `present`. Throws `WaymarkError` with the path to a name that nobody knows.
 */
export function shopSequences(given: ShopSequencesOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkOptions('', given, CHECKS);
  const { recent: kept, occasions: list, sequences: own, moments: firstAndLast, ...more } = given;
  const { thankYou: thanks, winBack: welcome, reviewInvitation: invitation, birthday: day, ...terms } = more;
  const options = { ...presentTerms(present), ...terms };
  if (list) checkEach('occasions', list, OCCASION);
  // In code it may come later, and nobody says what is `present`.
  if (welcome && present.length && lacks(present, 'rhythm'))
    throw new WaymarkError('rhythm-missing', '`winBack` needs the add-on `aftercare`. Name it before `sequences`.');
  return [
    kept !== false && lacks(present, 'recent') && recent(kept),
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
