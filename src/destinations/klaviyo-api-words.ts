import type { Profile } from '../core/profile.js';
import { KLAVIYO_NAMES, klaviyoEvents } from './klaviyo-spec.js';
import type { Deliver } from './late.js';
import { type Fields, JSON_TYPE, type Message, messagesOf } from './messages.js';
import { type Post, postEach } from './post-each.js';
import type { TellOptions } from './tell-options.js';

/** Of the API, which Klaviyo keeps for two years. Source: klaviyo-api 23.0.0. */
const HEADERS = { ...JSON_TYPE, revision: '2026-07-15' };
/** All but what a person is found and called by is a property of the site's own. Source: the same. */
const OWN = /^(?!(email|phone_number|(first|last)_name)$)/;

/** Tells the client API, for this account. */
export function klaviyoApiWords(options: TellOptions, companyId: string): Deliver {
  const address = `https://a.klaviyo.com/client/*/?company_id=${encodeURIComponent(companyId)}`;
  return postEach({
    postsOf: (row, { profile }) =>
      messagesOf([row], KLAVIYO_NAMES, { others: false, ...options }).flatMap(message =>
        klaviyoPosts(message, profile, address),
      ),
  });
}

/** A message as Klaviyo's client API takes it, an event a post. Pure. Source: developers.klaviyo.com, "Create Client Event". */
function klaviyoPosts(message: Message, { visitorId, slices }: Profile, address: string): readonly Post[] {
  const { userId, traits } = slices.identity ?? {};
  // Who has logged out since is known by what was said then.
  const { user_id: external_id = userId, traits: said }: Fields = message.name === 'identify' ? message.data : {};
  const known = Object.entries({ ...Object(traits), ...Object(said) });
  const of = (isOwn: boolean): Fields => Object.fromEntries(known.filter(([name]) => OWN.test(name) === isOwn));
  const attributes = { ...of(false), anonymous_id: visitorId, external_id, properties: of(true) };
  const profile = { data: { type: 'profile', attributes } };
  const post = (path: string, body: object): Post => [address.replace('*', path), JSON.stringify(body), HEADERS];
  if (message.name === 'identify') return [post('profiles', profile)];
  return klaviyoEvents(message).map(({ metric: name, id: unique_id, value, currency: value_currency, properties }) => {
    const metric = { data: { type: 'metric', attributes: { name } } };
    const about = { time: new Date(message.at), value, value_currency, unique_id, properties, metric, profile };
    return post('events', { data: { type: 'event', attributes: about } });
  });
}
