import type { Deliver } from './late.js';
import { JSON_TYPE, messagesOf } from './messages.js';
import { keyValues, logRecord } from './otel-spec.js';
import type { TellOptions } from './tell-options.js';

/** What is said to a collector, and where it is. */
interface Collector extends TellOptions {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly service?: string;
  readonly prefix?: string;
}

/** Posts rows as log records. */
export function otelLogsWords(options: Collector): Deliver {
  const { url, headers, service, prefix = 'waymark.' } = options;
  return (rows, { site, send }) => {
    const logRecords = rows.flatMap(row =>
      messagesOf([row], {}, options).map(message => logRecord(message, row, prefix)),
    );
    const about = {
      'service.name': service ?? site,
      'telemetry.sdk.name': 'waymark',
      'telemetry.sdk.language': 'webjs',
    };
    const scopeLogs = [{ scope: { name: 'waymark' }, logRecords }];
    const body = JSON.stringify({ resourceLogs: [{ resource: { attributes: keyValues(about) }, scopeLogs }] });
    return logRecords.length ? send(url, body, { ...headers, ...JSON_TYPE }) : {};
  };
}
