import { expect, it } from 'vitest';
import { SPOKEN } from './segment-words.js';
import { type Asked, visit } from './vendor-page.js';

type Fields = Readonly<Record<string, unknown>>;
interface Event {
  readonly event: string;
  readonly properties: Fields;
}

const AFTER = `waymark.identify('u1', { plan: 'gold', email: 'hash' }); await waymark.flush();`;
/** What the library adds, and what every event says of visitor and moment. */
const ADDED = /^(\$|mp_|token$|distinct_id$|time$|current_|utm_)/;

/** What was posted to an endpoint, as forms say it. */
function postedTo(asked: readonly Asked[], endpoint: string): readonly Fields[] {
  return asked
    .filter(({ path }) => path.replace(/\/$/, '') === endpoint)
    .flatMap(({ body }) => JSON.parse(new URLSearchParams(body).get('data') ?? '[]'));
}
const eventsOf = (asked: readonly Asked[]) => postedTo(asked, '/track') as unknown as readonly Event[];
const toldIn = (asked: readonly Asked[]) =>
  eventsOf(asked)
    .filter(({ event }) => !event.startsWith('$'))
    .map(({ event, properties }) => [
      event,
      Object.fromEntries(Object.entries(properties).filter(([name]) => !ADDED.test(name))),
    ]);
const isIdentified = (asked: readonly Asked[]) => postedTo(asked, '/engage').some(({ $set }) => $set);

it('tells Mixpanel’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import library from 'mixpanel-browser';
        window.mixpanel = library;
        library.init('key', { api_host: origin, api_payload_format: 'json', batch_flush_interval_ms: 100, persistence: 'localStorage' });`,
      destination: `mixpanel({ fields: ['*', 'plan', 'email'] })`,
      after: AFTER,
    },
    entries => toldIn(entries).length >= SPOKEN.length && isIdentified(entries),
  );
  // The library sends them in requests of their own, which arrive as they like.
  expect(toldIn(asked)).toHaveLength(SPOKEN.length);
  expect(toldIn(asked)).toEqual(expect.arrayContaining([...SPOKEN]));
  const ids = eventsOf(asked).map(({ properties }) => properties.$insert_id);
  expect(ids.every(id => /^[a-z\d-]{1,36}$/i.test(String(id)))).toBe(true);
  expect(postedTo(asked, '/engage').at(-1)).toMatchObject({
    $token: 'key',
    $distinct_id: 'u1',
    $set: { plan: 'gold', $email: 'hash' },
  });
});

it('speaks Mixpanel’s HTTP API by itself', async () => {
  const asked = await visit(
    {
      setup: '',
      destination: `mixpanel({ token: 'key', url: origin, fields: ['*', 'plan', 'email'] })`,
      after: AFTER,
    },
    entries => toldIn(entries).length >= SPOKEN.length && isIdentified(entries),
  );
  expect(toldIn(asked)).toEqual(SPOKEN);
  expect(eventsOf(asked)[0]).toMatchObject({
    event: '$mp_web_page_view',
    properties: {
      token: 'key',
      time: expect.any(Number),
      $device_id: expect.any(String),
      distinct_id: expect.stringMatching(/^\$device:/),
      page_title: 'Cedar',
    },
  });
  expect(postedTo(asked, '/engage')).toEqual([
    { $token: 'key', $distinct_id: 'u1', $set: { plan: 'gold', $email: 'hash' } },
  ]);
  expect(asked.every(({ search }) => search.get('ip') === '0')).toBe(true);
});
