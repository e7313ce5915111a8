import { describe, expect, it } from 'vitest';
import { http } from '../../src/destinations/http.js';
import { deliverContext, rowOf } from './deliver-context.js';

describe('http', () => {
  it('posts rows with site and visitor, and hands the answer of the transport on', async () => {
    const { context, sent } = deliverContext({ accepted: 1, retryAfterMs: 1000 });
    const rows = [rowOf('login'), rowOf('share')];
    expect(await http({ url: '/collect', extra: { tenant: 'fretwell' } }).deliver?.(rows, context)).toEqual({
      accepted: 1,
      retryAfterMs: 1000,
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe('/collect');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      tenant: 'fretwell',
      site: 'shop',
      visitorId: 'visitor',
      sentAt: expect.any(Number),
      rows,
    });
  });

  it('does not let a field of the site pass for one of ours', async () => {
    const { context, sent } = deliverContext();
    await http({ url: '/collect', extra: { rows: [], site: 'other' } }).deliver?.([rowOf('login')], context);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ site: 'shop', rows: [{ seq: 1 }] });
  });

  it('needs the grant for analytics, or the one it was given', () => {
    expect(http({ url: '/collect' })).toMatchObject({ name: 'http', purpose: 'analytics' });
    expect(http({ url: '/collect', purpose: 'functional' }).purpose).toBe('functional');
    expect(http({ url: '/collect' }).delivery ?? 'queue').toBe('queue');
  });

  it('waits for visitors who are away where it is told to', () => {
    expect(http({ url: '/collect' }).arms).toBe(false);
    expect(http({ url: '/collect', arms: true }).arms).toBe(true);
  });

  it.each([
    'https://collect.test/v1',
    '/collect',
    'collect',
    '//collect.test/v1',
    'http://localhost:8787/v1',
    'http://127.0.0.1:8787',
    'http://[::1]:1/',
  ])('takes %s', url => {
    expect(() => http({ url })).not.toThrow();
  });

  it.each([
    'http://collect.test/v1',
    'http://localhost.evil.test/',
    'ftp://localhost/',
    'javascript:alert(1)',
    'data:,x',
    'https://name:password@collect.test/',
    'https://:password@collect.test/',
    'https://',
  ])('refuses %s at once', url => {
    expect(() => http({ url })).toThrow(`cannot post to "${url}"`);
  });
});
