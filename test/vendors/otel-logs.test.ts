import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { visit } from './vendor-page.js';

interface Message {
  verify(message: unknown): string | null;
  fromObject(object: unknown): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): { readonly resourceLogs: readonly ResourceLogs[] };
}
interface ResourceLogs {
  readonly scopeLogs: readonly {
    readonly logRecords: readonly { readonly eventName: string; readonly attributes: readonly KeyValue[] }[];
  }[];
}
interface KeyValue {
  readonly key: string;
  readonly value: object;
}

const load = createRequire(import.meta.url);
// The definitions that OpenTelemetry's own exporter encodes with, which it does not export.
const { opentelemetry } = load('./node_modules/@opentelemetry/otlp-transformer/build/src/generated/root.js') as {
  opentelemetry: { proto: { collector: { logs: { v1: { ExportLogsServiceRequest: Message } } } } };
};
const REQUEST = opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
/** Every name of its conventions. */
const CONVENTIONS = Object.values(
  load('@opentelemetry/semantic-conventions/incubating') as Readonly<Record<string, unknown>>,
);

it('posts what OpenTelemetry’s own definitions read, and nothing that they do not know', async () => {
  const asked = await visit(
    { setup: '', destination: `otelLogs({ url: origin + '/v1/logs', service: 'shop' })` },
    entries => entries.some(({ body }) => body.includes('waymark.view_help')),
  );
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/v1/logs' });
  expect(asked[0]?.headers['content-type']).toBe('application/json');
  const requests = asked.map(({ body }) => JSON.parse(body));
  const read = requests.map(request => {
    const message = REQUEST.fromObject(request);
    expect(REQUEST.verify(message)).toBeNull();
    // On the wire what is unknown gets lost.
    return REQUEST.toObject(REQUEST.decode(REQUEST.encode(message).finish()), { longs: String, enums: Number });
  });
  expect(read).toEqual(requests);
  const records = read.flatMap(({ resourceLogs }) =>
    resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
  );
  expect(records.map(({ eventName }) => eventName)).toEqual(
    [
      'page_view',
      'search',
      'view_item_list',
      'view_item',
      'add_to_cart',
      'begin_checkout',
      'purchase',
      'view_help',
    ].map(type => `waymark.${type}`),
  );
  const order = records.find(({ eventName }) => eventName === 'waymark.purchase');
  expect(order?.attributes).toEqual(
    expect.arrayContaining([
      { key: 'waymark.transaction_id', value: { stringValue: 'T-1' } },
      { key: 'waymark.value', value: { intValue: '438' } },
      { key: 'waymark.currency', value: { stringValue: 'EUR' } },
    ]),
  );
  const names = new Set(records.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  const ours = [...names].filter(name => !name.startsWith('waymark.'));
  expect(ours.sort()).toEqual(['log.record.uid', 'session.id', 'url.full']);
  const resource = requests[0].resourceLogs[0].resource.attributes.map(({ key }: KeyValue) => key);
  expect([...ours, ...resource].filter(name => !CONVENTIONS.includes(name))).toEqual([]);
});
