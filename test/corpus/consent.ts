import { type Consent, type Grant, PURPOSES, type Purpose } from '../../src/core/purpose.js';
import { ABSENT, type Fields, SIGNALS, type Signal, THROWS } from './consent-signals.js';

/** An answer of a platform, and what the visitor has agreed to by it. */
export interface Answer {
  readonly signal: string;
  readonly title: string;
  readonly fields: Fields;
  /** What every object of the page inherits meanwhile. */
  readonly inherited: Fields;
  readonly expected: Consent;
}

const EVERY = Object.entries(SIGNALS).map(([name, make]) => [name, make()] as const);
/** What is no answer, by what it looks like; `yes` is how the field would have said yes. */
const ODD: Readonly<Record<string, (yes: unknown) => unknown>> = {
  absent: () => ABSENT,
  'a text': yes => (typeof yes === 'string' ? yes.toUpperCase().padEnd(9) : String(yes)),
  'a number': yes => (typeof yes === 'number' ? 3 : 1),
  null: () => null,
  'a list': yes => [yes],
  inherited: () => ABSENT,
  'a throw': () => THROWS,
};
/** What only says that the visitor has answered; without it nothing is refused yet, or nothing granted. */
const STATUS: readonly (readonly [signal: string, field: string, whileSaying: 'yes' | 'no'])[] = [
  ['tcf', 'gdprApplies', 'yes'],
  ['tcf', 'eventStatus', 'yes'],
  ['gpp', 'signalStatus', 'yes'],
  ['gpp', 'applicableSections', 'yes'],
  ['consent-mode', 'command', 'yes'],
  ['klaro', 'confirmed', 'yes'],
  ['cookiebot', 'hasResponse', 'no'],
  ['cookie-yes', 'isUserActionCompleted', 'no'],
  ['didomi', 'isPartial', 'no'],
  ['one-trust', 'isClosed', 'no'],
  ['usercentrics', 'type', 'no'],
];
/** A section of the USA that lacks a field has no such right; the TCF lists no purposes behind the last with consent. */
const MISSING: Readonly<Record<string, Grant>> = { gpp: 'granted', tcf: 'denied' };

/** Every purpose with this standing, but for those that are given one of their own. */
export function standing(grant: Grant, but: { readonly [purpose in Purpose]?: Grant } = {}): Consent {
  return { ...(Object.fromEntries(PURPOSES.map(purpose => [purpose, grant])) as Consent), ...but };
}

/** The purposes a signal speaks of have this standing. */
export function spoken({ consents }: Signal, grant: Grant): Consent {
  return standing(
    'pending',
    Object.fromEntries(
      Object.values(consents)
        .flat()
        .map(purpose => [purpose, grant]),
    ),
  );
}

/** Every consent of a signal with this value. */
export function saying({ consents }: Signal, value: unknown): Fields {
  return Object.fromEntries(Object.keys(consents).map(name => [name, value]));
}

/** One field with everything it could say, while the others say yes. */
function fieldsOf([name, signal]: (typeof EVERY)[number]): readonly Answer[] {
  const { yes, no, consents, answered } = signal;
  return Object.entries(consents).flatMap(([field, purposes]) => {
    const answer = (title: string, value: unknown, grant: Grant, inherited: Fields = {}): Answer => ({
      signal: name,
      title: `${field} is ${title}`,
      fields: { ...answered, ...saying(signal, yes), [field]: value },
      inherited,
      expected:
        value === THROWS
          ? standing('pending')
          : { ...spoken(signal, 'granted'), ...Object.fromEntries(purposes.map(purpose => [purpose, grant])) },
    });
    const odd = Object.entries(ODD)
      .filter(([kind]) => isSayable(name, kind))
      .map(([kind, make]) => {
        const isMissing = make(yes) === ABSENT;
        const inherited = kind === 'inherited' ? { [field]: yes } : {};
        return answer(kind, make(yes), (isMissing && MISSING[name]) || 'pending', inherited);
      });
    return [answer('yes', yes, 'granted'), answer('no', no, 'denied'), ...odd];
  });
}

/** A group is active or not; what functions answer is not inherited. */
function isSayable(signal: string, kind: string): boolean {
  return signal !== 'one-trust' && !(signal === 'shopify-privacy' && kind === 'inherited');
}

function statusOf([name, field, whileSaying]: (typeof STATUS)[number]): readonly Answer[] {
  const signal = EVERY.find(([other]) => other === name)?.[1] as Signal;
  const says = signal.answered[field];
  const isCall = name === 'one-trust' || name === 'didomi';
  return Object.entries(ODD)
    .filter(([kind]) => !(isCall && kind === 'inherited'))
    .map(([kind, make]) => ({
      signal: name,
      title: `${field} is ${kind}, while everything says ${whileSaying}`,
      fields: { ...signal.answered, ...saying(signal, signal[whileSaying]), [field]: make(says) },
      inherited: kind === 'inherited' ? { [field]: says } : {},
      expected: standing('pending'),
    }));
}

function special(name: string, title: string, but: Fields, grant: Grant): Answer {
  const signal = EVERY.find(([other]) => other === name)?.[1] as Signal;
  const fields = { ...signal.answered, ...saying(signal, signal.yes), ...but };
  return { signal: name, title, fields, inherited: {}, expected: spoken(signal, grant) };
}

/** What is asked and not answered, answered under an old text, or not meant for this visitor. */
const SPECIAL: readonly Answer[] = [
  ...EVERY.map(([name, signal]) =>
    special(name, 'nothing is answered yet', { ...saying(signal, signal.no), ...signal.asking }, 'pending'),
  ),
  special('tcf', 'the policy is that of TCF 2.0', { tcfPolicyVersion: 2 }, 'pending'),
  special('tcf', 'the policy is no number', { tcfPolicyVersion: null }, 'pending'),
  special('tcf', 'the platform reports an error', { cmpStatus: 'error' }, 'pending'),
  special('tcf', 'the GDPR does not apply', { gdprApplies: false }, 'pending'),
  special('tcf', 'the visitor is being asked', { eventStatus: 'cmpuishown' }, 'pending'),
  special('tcf', 'the text is loaded', { eventStatus: 'tcloaded' }, 'granted'),
  special('gpp', 'only the section of Europe applies', { applicableSections: [2] }, 'pending'),
  special('gpp', 'no section applies', { applicableSections: [-1] }, 'pending'),
  special('gpp', 'one of California applies', { applicableSections: [8] }, 'granted'),
  special('gpp', 'the browser refuses beside it', { Gpc: true }, 'denied'),
  special('gpp', 'the browser does not refuse', { Gpc: false }, 'granted'),
  special('gpp', 'what the browser says is a text', { Gpc: 'false' }, 'pending'),
  special('one-trust', 'the groups are no text', { groups: ['C0002', 'C0003', 'C0004'] }, 'pending'),
  special('one-trust', 'the groups are nothing', { groups: null }, 'pending'),
  special('one-trust', 'the groups cannot be read', { groups: THROWS }, 'pending'),
  special('one-trust', 'the groups have other names', { groups: ',c0002,C00022,XC0003, C0004' }, 'denied'),
];

/** Every field of every signal with everything it could say. */
export const ANSWERS: readonly Answer[] = [...EVERY.flatMap(fieldsOf), ...STATUS.flatMap(statusOf), ...SPECIAL];
