// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mixpanel } from '../../src/destinations/mixpanel.js';
import { deliverContext, rowOf } from './deliver-context.js';

const people = { set: vi.fn() };
const vendor = { track: vi.fn(), identify: vi.fn(), people, reset: vi.fn() };
const IDENTIFY = rowOf('identify', { user_id: 'u1', traits: { plan: 'gold', email: 'hash' } });

const hand = (row: ReturnType<typeof rowOf>) => mixpanel().deliver?.([row], deliverContext().context);

async function post(rows: ReturnType<typeof rowOf>[], answer = {}) {
  const { context, sent } = deliverContext(answer);
  const result = await mixpanel({ token: 'key' }).deliver?.(rows, context);
  const lists = sent.map(({ url, body }) => [url, JSON.parse(new URLSearchParams(body).get('data') ?? '')]);
  return { result, lists };
}

beforeEach(() => void Object.assign(window, { mixpanel: vendor }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'mixpanel');
});

describe('mixpanel on the page', () => {
  it('is told when, and under an id that it takes', async () => {
    const decision = { id: 't1/stage', trigger: 'stage', at: 2_000, name: 'stage.enter', data: { to: 'intent' } };
    await mixpanel({ names: { 'stage.enter': 'Stage Entered' } }).deliver?.(
      [rowOf('login', { method: 'email' }, [decision])],
      deliverContext().context,
    );
    expect(vendor.track.mock.calls).toEqual([
      ['Signed In', { method: 'email', time: 0.001, $insert_id: 't1' }],
      ['Stage Entered', { to: 'intent', time: 2, $insert_id: 't1-stage' }],
    ]);
  });

  it('is told who the visitor is, and who is not any more', async () => {
    await hand(IDENTIFY);
    await hand(rowOf('identify', { user_id: 'u1' }));
    await hand(rowOf('reset'));
    await hand(rowOf('page_view'));
    expect(vendor.identify.mock.calls).toEqual([['u1'], ['u1']]);
    expect(people.set.mock.calls).toEqual([[{ plan: 'gold', $email: 'hash' }]]);
    expect(vendor.reset).toHaveBeenCalledOnce();
    expect(vendor.track).not.toHaveBeenCalled();
  });
});

describe('mixpanel by HTTP', () => {
  it('is told of rows at least once, under analytics', () => {
    expect(mixpanel({ token: 'key' })).toMatchObject({ purpose: 'analytics', delivery: 'queue' });
    expect(mixpanel()).toMatchObject({ name: 'mixpanel', delivery: 'page' });
  });

  it('posts events, then people', async () => {
    const { lists } = await post([rowOf('login', { method: 'email' }), IDENTIFY, rowOf('reset')]);
    const who = { token: 'key', $device_id: 'visitor', distinct_id: '$device:visitor' };
    const about = { ...who, $current_url: 'https://shop.test/', time: 0.001, $insert_id: 't1' };
    expect(lists).toEqual([
      ['https://api-js.mixpanel.com/track?ip=0', [{ event: 'Signed In', properties: { method: 'email', ...about } }]],
      [
        'https://api-js.mixpanel.com/engage?ip=0',
        [{ $token: 'key', $distinct_id: 'u1', $set: { plan: 'gold', $email: 'hash' } }],
      ],
    ]);
  });

  it('posts traits of somebody whose id it may not know under that of the device', async () => {
    const { lists } = await post([rowOf('identify', { traits: { plan: 'gold' } })]);
    expect(lists).toMatchObject([['https://api-js.mixpanel.com/engage?ip=0', [{ $distinct_id: '$device:visitor' }]]]);
  });

  it('posts no people where the events were not taken, and nothing where nothing is', async () => {
    const { lists, result } = await post([rowOf('login'), IDENTIFY], { accepted: 0 });
    expect(lists).toHaveLength(1);
    expect(result).toEqual({ accepted: 0 });
    expect(await post([rowOf('reset')])).toEqual({ result: {}, lists: [] });
  });
});
