import type { Choice, ConsentSource } from '../../core/purpose.js';
import { iab } from './iab.js';
import { own } from './own.js';

/** The first section of the USA; those before it are of other places. */
const USA = 7;
const ANSWER = /OptOut$|^Gpc$/;

/** IAB Global Privacy Platform, its sections for the USA: whether the visitor opted out of advertising. It asks nothing else. */
export function gpp(): ConsentSource {
  return iab('gpp', '__gpp', (api, name, callback, listener) => api(name, callback, listener), read);
}

/** 1 is opted out, 2 is not, 0 does not apply. Source: IAB GPP 1.1, CMP API and sections of the USA. */
function read(event: unknown): Choice | null {
  if (own(event, 'pingData', 'signalStatus') !== 'ready') return null;
  const ids = own(event, 'pingData', 'applicableSections');
  const isUsa = Array.isArray(ids) && ids.some(id => typeof id === 'number' && id >= USA);
  const answers = answersIn(own(event, 'pingData', 'parsedSections'));
  if (answers.includes(1) || answers.includes(true)) return { advertising: 'denied' };
  const isWhole = answers.every(answer => answer === 0 || answer === 2 || answer === false);
  return { advertising: isUsa && isWhole && answers.includes(2) ? 'granted' : 'pending' };
}

/** Sections are objects, or lists of them. */
function answersIn(sections: unknown): readonly unknown[] {
  return Object.entries(Object(sections) as object).flatMap(([name, value]) =>
    ANSWER.test(name) ? [value] : typeof value === 'object' ? answersIn(value) : [],
  );
}
