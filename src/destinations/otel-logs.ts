import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface OtelLogsOptions extends TellOptions {
  /** Where the collector takes logs, such as `https://otel.shop.example/v1/logs`. It has to allow the page's origin. */
  readonly url: string;
  /** Headers that it asks for beside the type, such as a key of the site's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the shop is called there. Default: the name of the site. */
  readonly service?: string;
  /** Stands before the names of events and fields. Default `waymark.`. */
  readonly prefix?: string;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
}

const KNOWN: Known<OtelLogsOptions> = { ...TELLS, url: 1, headers: 'table', service: 1, prefix: 1, purpose: 1 };

/**
 * OpenTelemetry: every touchpoint as an event in a log record, by OTLP over HTTP in JSON, for any collector. Sent at least once;
 * `log.record.uid` tells repeats. Says nothing of device or person beyond what the touchpoint says. Source: opentelemetry.io,
 * OTLP 1.5 and "Semantic conventions for events".
 */
export function otelLogs(options: OtelLogsOptions): Plugin {
  const { url, purpose = 'analytics', fields = ['*'] } = options;
  checkUrl('otel-logs', url);
  return definePlugin({
    name: 'otel-logs',
    purpose,
    options: [options, KNOWN],
    fields,
    ...late('otel-logs', () => import('./otel-logs-words.js').then(({ otelLogsWords }) => otelLogsWords(options))),
  });
}
