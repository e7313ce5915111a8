import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { type WebhookOptions, webhook } from '../../src/destinations/webhook.js';
import { CEDAR, ODD, PERSON } from './ad-calls.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const ORDER = rowOf('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, items: [CEDAR] });
const ROWS = [
  rowOf('login', { method: 'mail' }),
  { ...ORDER, seq: 2 },
  { ...rowOf('view_help', {}, [stageEntered('use')]), seq: 3 },
];

async function post(options: Partial<WebhookOptions> = {}, told = ROWS, answer: Delivered = {}) {
  const { context, sent, problems } = deliverContext(answer);
  // No two touchpoints have one id.
  const rows = told.map((row, index) => ({
    ...row,
    touchpoint: row.touchpoint && { ...row.touchpoint, id: `t${index + 1}` },
  }));
  const slices = { identity: { userId: 'u1', traits: { plan: 'gold' } } };
  const profile = { ...context.profile, slices, stage: { name: 'decision' } } as unknown as Profile;
  const result = await webhook({ url: '/hook', ...options }).deliver?.(rows, { ...context, profile });
  return { result, problems, sent: sent.map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body) })) };
}

describe('webhook', () => {
  it('is told at least once, under the purpose that the site says', () => {
    expect(webhook({ url: '/hook' })).toMatchObject({ name: 'webhook', purpose: 'analytics', arms: true });
    expect(webhook({ url: '/hook', purpose: 'functional' }).purpose).toBe('functional');
    expect(webhook({ url: '/hook' }).delivery).toBeUndefined();
  });

  it('posts every touchpoint with what is known beside it, each by itself, and no decision', async () => {
    const { sent, result } = await post();
    expect(sent).toHaveLength(3);
    expect(sent[0]).toEqual({
      url: '/hook',
      body: {
        ...{ type: 'login', id: 't1', at: 1, time: '1970-01-01T00:00:00.001Z', url: 'https://shop.test/' },
        ...{ site: 'shop', visitorId: 'visitor', userId: 'u1', traits: { plan: 'gold' }, stage: 'decision' },
        data: { method: 'mail' },
      },
    });
    expect(result).toEqual({ rejected: [] });
  });

  it('posts what it is told to, in the shape it is given', async () => {
    const { sent } = await post({
      tell: ['purchase', 'stage.enter'],
      template: { text: '{{type}} by {{userId}}', amount: '{{data.value}}', first: '{{data.items.0.item_id}}' },
      headers: { 'content-type': 'application/json' },
    });
    expect(sent).toEqual([
      {
        url: '/hook',
        headers: { 'content-type': 'application/json' },
        body: { text: 'purchase by u1', amount: 438, first: 'cedar' },
      },
      { url: '/hook', headers: expect.anything(), body: { text: 'stage.enter by u1' } },
    ]);
  });

  it('posts who the visitor is only where told so', async () => {
    const rows = [rowOf('identify', PERSON)];
    expect((await post({}, rows)).sent).toEqual([]);
    expect((await post({ tell: ['identify'] }, rows)).sent).toHaveLength(1);
  });

  it('takes a function, which may keep something back or fail', async () => {
    const { sent, problems, result } = await post({
      template({ type }) {
        if (type === 'view_help') throw new Error('no help');
        return type === 'login' ? undefined : { type };
      },
    });
    expect(sent.map(({ body }) => body)).toEqual([{ type: 'purchase' }]);
    expect(problems).toEqual(['webhook-template']);
    expect(result).toEqual({ rejected: [] });
  });

  it('passes over what a function makes that is no JSON, so that nothing waits behind it', async () => {
    const template = ({ type }: { type: string }) => (type === 'login' ? { type, big: 1n } : { type });
    for (const batch of [false, true]) {
      const { sent, problems } = await post({ template, batch });
      expect(sent.flatMap(({ body }) => body)).toEqual([{ type: 'purchase' }, { type: 'view_help' }]);
      expect(problems).toEqual(['webhook-template']);
    }
  });

  it('posts all at once where told so, and nothing where there is nothing', async () => {
    const { sent } = await post({ batch: true, template: '{{type}}' });
    expect(sent.map(({ body }) => body)).toEqual([['login', 'purchase', 'view_help']]);
    expect(await post({ batch: true, tell: ['refund'] })).toMatchObject({ sent: [], result: {} });
  });

  it('keeps what was not taken, and passes over what was refused', async () => {
    expect((await post({}, ROWS, { accepted: 0, retryAfterMs: 5 })).result).toEqual({
      accepted: 0,
      retryAfterMs: 5,
      rejected: [],
    });
    expect((await post({}, ROWS, { rejected: true })).result).toEqual({ rejected: [1, 2, 3] });
    expect((await post({ batch: true }, ROWS, { accepted: 0 })).result).toEqual({ accepted: 0 });
  });

  it('takes odd data', async () => {
    const { problems, sent } = await post({ template: { all: '{{data}}', text: 'x {{data.items}}' } }, [...ODD]);
    expect(problems).toEqual([]);
    expect(sent.length).toBeGreaterThan(20);
  });

  it.each(['http://shop.example/hook', 'javascript:alert(1)', 'https://user:secret@shop.example/'])(
    'refuses %s',
    url => {
      expect(() => webhook({ url })).toThrow(`Destination "webhook" cannot post to "${url}".`);
    },
  );

  it('refuses what is no template, with the path to the mistake', () => {
    expect(() => webhook({ url: '/hook', template: { a: ['{{profile.secret}}'] } })).toThrow(
      '`template.a[0]` must be a text whose paths begin with type,',
    );
  });
});
