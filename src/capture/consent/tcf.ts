import type { Choice, ConsentSource, Grant } from '../../core/purpose.js';
import { iab } from './iab.js';
import { own } from './own.js';

/** Of TCF 2.2, before which some purposes needed no consent. */
const POLICY = 4;

/**
 * IAB TCF: purpose 1 opens storage; with it 8 and 9 are analytics, 5 and 6 personalization, 3 and 4 advertising. Only
 * consents count, no legitimate interest. Where the GDPR does not apply, and before the visitor has answered, it says
 * nothing.
 */
export function tcf(): ConsentSource {
  return iab('tcf', '__tcfapi', (api, name, callback, listener) => api(name, 2, callback, listener), read);
}

/** Source: IAB TCF 2.2, CMP API. */
function read(data: unknown): Choice | null {
  const status = own(data, 'eventStatus');
  const isAnswered = status === 'tcloaded' || status === 'useractioncomplete';
  if (!isAnswered || own(data, 'gdprApplies') !== true) return null;
  const isStale = own(data, 'cmpStatus') === 'error' || Number(own(data, 'tcfPolicyVersion')) < POLICY;
  const consents = own(data, 'purpose', 'consents');
  // A purpose without consent may be left out: platforms list them up to the last that has one.
  const isListed = typeof consents === 'object' && consents !== null && !isStale;
  const grant = (...purposes: number[]): Grant => {
    const answers = [1, ...purposes].map(id => own(consents, `${id}`));
    if (answers.includes(false) || (isListed && answers.includes(undefined))) return 'denied';
    return answers.every(answer => answer === true) && !isStale ? 'granted' : 'pending';
  };
  return { functional: grant(), analytics: grant(8, 9), personalization: grant(5, 6), advertising: grant(3, 4) };
}
