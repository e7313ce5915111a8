import type { Choice, ConsentSource } from '../../core/purpose.js';
import { iab } from './iab.js';
import { own } from './own.js';

/** The first sections of the USA; those before them are of other places. */
const OLD_USA = 6;
const USA = 7;
const ANSWER = /OptOut$/;
/** What refuses beside them; of a child it is not the visitor who could consent. */
const BESIDE = /^(Gpc|OptOutSale|KnownChildSensitiveDataConsents)$/;
/** Without notice nobody could opt out. */
const NOTICE = /^(Processing|Sharing|(Sale|Sharing|TargetedAdvertising)OptOut)Notice$/;
const REFUSED: readonly unknown[] = [1, true, 'Y'];
const KNOWN: readonly unknown[] = [0, 2, false, 'N', '-'];

/** IAB Global Privacy Platform, its sections for the USA: whether the visitor opted out of advertising. It asks nothing else. */
export function gpp(): ConsentSource {
  return iab('gpp', '__gpp', (api, name, callback, listener) => api(name, callback, listener), read);
}

/** 1 is opted out, 2 is not, 0 does not apply; section 6 says `Y`, `N` and `-`. Source: IAB GPP 1.1, CMP API and sections of the USA. */
function read(event: unknown): Choice | null {
  const ping = own(event, 'pingData');
  if (own(ping, 'signalStatus') !== 'ready') return null;
  const ids = own(ping, 'applicableSections');
  // Where a section of another place applies, too, that place asks for more.
  const isUsa =
    Array.isArray(ids) && ids.every(id => typeof id === 'number' && id >= OLD_USA) && ids.some(id => id >= USA);
  const sections = own(ping, 'parsedSections');
  const answers = valuesIn(sections, ANSWER);
  const all = [...answers, ...valuesIn(sections, BESIDE).flat()];
  if (all.some(answer => REFUSED.includes(answer))) return { advertising: 'denied' };
  const isClear =
    all.every(answer => KNOWN.includes(answer)) &&
    !valuesIn(sections, NOTICE).includes(2) &&
    own(ping, 'cmpStatus') !== 'error';
  return { advertising: isUsa && isClear && answers.includes(2) ? 'granted' : 'pending' };
}

/** Sections are objects, or lists of them. */
function valuesIn(sections: unknown, wanted: RegExp): readonly unknown[] {
  return Object.entries(Object(sections) as object).flatMap(([name, value]) =>
    wanted.test(name) ? [value] : typeof value === 'object' ? valuesIn(value, wanted) : [],
  );
}
