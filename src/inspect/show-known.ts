import type { Profile } from '../core/profile.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/interests.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/personas.js';
import type {} from '../learn/segments.js';
import type {} from '../learn/viewed.js';
import { namesOf } from './detail.js';
import type { Inspected } from './inspected.js';
import { facts, type Sketch } from './sketch.js';
import { countOf, listOf, moneyOf, plain } from './words.js';

/** A page that tells nobody of its products looks as if it worked. */
const UNSEEN =
  'no product yet; pages tell GA4 of them (not Universal Analytics), or `markup` reads what search engines are told';

/** What is remembered about the visitor, as far as there are plugins that remember it. */
export function showKnown({ profile }: Inspected): readonly Sketch[] {
  const { session, slices, fired } = profile;
  const { cart, viewed, interests, segments, personas, orders } = slices;
  const looked = viewed?.map(({ item_name, item_id, looks: { length } }) => {
    return (item_name ?? item_id) + (length > 1 ? ` ×${length}` : '');
  });
  return facts([
    ['Visit', session && `number ${session.number}, ${countOf(session.touchpoints, 'touchpoint')}`],
    [
      'Cart',
      cart && (cart.lines.length ? `${listOf(namesOf(cart.lines))}, ${moneyOf(cart.value, cart.currency)}` : 'empty'),
    ],
    ['Looked at', looked && (listOf(looked) || (session && UNSEEN))],
    ['Interests', interests && listOf(interests.map(({ name }) => name))],
    ['Orders', orders?.count],
    ['Segments', segments && listOf(segments.map(plain))],
    ['Persona', personas && plain(personas.best ?? 'none')],
    ['Audiences', listOf(audiencesOf(fired).map(plain))],
  ]);
}

/** An audience is entered and left by triggers of these names; what fired last is where the visitor is. */
function audiencesOf(fired: Profile['fired']): readonly string[] {
  return Object.keys(fired).flatMap(trigger => {
    const [, name] = /^audience-enter-(.+)/.exec(trigger) ?? [];
    const leftAt = fired[`audience-leave-${name}`]?.at ?? 0;
    return name && (fired[trigger]?.at ?? 0) > leftAt ? name : [];
  });
}
