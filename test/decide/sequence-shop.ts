import { gatherRules } from '../../src/core/rules.js';
import type { Decision } from '../../src/core/trigger.js';
import type { Sequence } from '../../src/decide/sequence.js';
import { type SequencesOptions, sequences } from '../../src/decide/sequences.js';
import { care } from '../../src/learn/care.js';
import { contact } from '../../src/learn/contact.js';
import { T0, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

/** The data of a look at Cedar. */
export const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };

/** The data of an order of it. */
export const order = (id: string) => ({ ...CEDAR, transaction_id: id, value: 219 });

/** A step that the page takes. */
export const page = (name: string, afterDays: number, more: object = {}) => ({ name, afterDays, ...more });

/** A step that is sent by e-mail. */
export const mail = (name: string, afterDays: number) => ({ name, afterDays, channel: 'email' as const });

/** A start that a test chooses. */
export const JOIN = { on: 'join_community' };

/** A shop with one sequence, `club`; what is decided is told in short, with ms since the beginning. */
export function shop(sequence: Sequence, options: Omit<SequencesOptions, 'sequences'> = {}) {
  const plugin = sequences({ sequences: { club: sequence }, ...options });
  const plugins = knowing(care({ days: 100 }), contact(), plugin);
  const person = visitor(plugins);
  const inShort = ({ name, at, data }: Decision) => [
    name.replace('sequence.', ''),
    'step' in data ? data.step : 'reason' in data ? data.reason : '',
    at - T0,
  ];
  const own = (decisions: readonly Decision[]) =>
    decisions.filter(({ name }) => name.startsWith('sequence.')).map(inShort);
  return {
    plugin,
    rules: gatherRules(plugins),
    person,
    see: (type: string, data: object = {}) => own(person.track(type, data).decisions),
    join: () => person.track('join_community').decisions.filter(({ name }) => name.startsWith('sequence.')),
    wait: (ms: number) => own(person.wait(ms)),
    leave: (ms: number) => own(person.leave(ms)),
  };
}
