import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/core/touchpoint.js';
import { type OtelLogsOptions, otelLogs } from '../../src/destinations/otel-logs.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const URL = 'https://otel.test/v1/logs';

async function post(rows: readonly Row[], options: Partial<OtelLogsOptions> = {}) {
  const { context, sent } = deliverContext();
  const headers: unknown[] = [];
  const send: typeof context.send = (url, body, given) => {
    headers.push(given);
    return context.send(url, body, given);
  };
  await otelLogs({ url: URL, ...options }).deliver?.(rows, { ...context, send });
  return { sent, headers, request: JSON.parse(sent[0]?.body ?? 'null') };
}

async function recordsOf(...[rows, options]: Parameters<typeof post>) {
  const { request } = await post(rows, options);
  return request?.resourceLogs[0].scopeLogs[0].logRecords;
}

describe('otelLogs', () => {
  it('waits in the queue, under analytics or what the site says', () => {
    const plugin = otelLogs({ url: URL });
    expect(plugin).toMatchObject({ name: 'otel-logs', purpose: 'analytics' });
    expect(plugin.delivery).toBeUndefined();
    expect(otelLogs({ url: URL, purpose: 'functional' }).purpose).toBe('functional');
  });

  it('posts every touchpoint as an event', async () => {
    const { sent, headers, request } = await post([rowOf('login', { method: 'email' })], { headers: { 'x-key': 'k' } });
    expect(sent.map(({ url }) => url)).toEqual([URL]);
    expect(headers).toEqual([{ 'x-key': 'k', 'content-type': 'application/json' }]);
    expect(request.resourceLogs).toEqual([
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'shop' } },
            { key: 'telemetry.sdk.name', value: { stringValue: 'waymark' } },
            { key: 'telemetry.sdk.language', value: { stringValue: 'webjs' } },
          ],
        },
        scopeLogs: [
          {
            scope: { name: 'waymark' },
            logRecords: [
              {
                timeUnixNano: '1000000',
                observedTimeUnixNano: '1000000',
                severityNumber: 9,
                severityText: 'INFO',
                eventName: 'waymark.login',
                attributes: [
                  { key: 'log.record.uid', value: { stringValue: 't1' } },
                  { key: 'session.id', value: { stringValue: 's' } },
                  { key: 'url.full', value: { stringValue: 'https://shop.test/' } },
                  { key: 'waymark.method', value: { stringValue: 'email' } },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('says how bad it is', async () => {
    const records = await recordsOf(['payment_error', 'rage_click', 'purchase'].map(type => rowOf(type)));
    const severities = records.map((record: { severityText: string }) => record.severityText);
    expect(severities).toEqual(['ERROR', 'WARN', 'INFO']);
  });

  it('says every kind of value as OTLP does', async () => {
    const data = { count: 2, price: 1.5, is: false, none: null, list: [1, null, 'a'], deep: { a: { b: -3 } } };
    const [{ attributes }] = await recordsOf([rowOf('odd', data)], { prefix: 'shop.' });
    expect(attributes.slice(3)).toEqual([
      { key: 'shop.count', value: { intValue: '2' } },
      { key: 'shop.price', value: { doubleValue: 1.5 } },
      { key: 'shop.is', value: { boolValue: false } },
      {
        key: 'shop.list',
        value: { arrayValue: { values: [{ intValue: '1' }, {}, { stringValue: 'a' }] } },
      },
      {
        key: 'shop.deep',
        value: {
          kvlistValue: {
            values: [{ key: 'a', value: { kvlistValue: { values: [{ key: 'b', value: { intValue: '-3' } }] } } }],
          },
        },
      },
    ]);
  });

  it('tells decisions that have a name, and posts nothing where nothing is', async () => {
    const [, decision] = await recordsOf([rowOf('login', {}, [stageEntered('intent')])], {
      names: { 'stage.enter': 'stage' },
    });
    expect(decision).toMatchObject({ eventName: 'waymark.stage', severityText: 'INFO' });
    expect((await post([rowOf('reset'), rowOf('consent_update')])).sent).toEqual([]);
  });

  it('takes any data without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async data => {
        const [record] = await recordsOf([rowOf('odd', data as object)]);
        expect(record.eventName).toBe('waymark.odd');
      }),
    );
  });
});
