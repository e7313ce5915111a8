import type { Row } from '../core/touchpoint.js';
import type { Message } from './messages.js';

/** A value in OTLP's JSON; an empty one is `null`. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  /** Whole numbers are text, for they have 64 bits. */
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } }
  | { readonly kvlistValue: { readonly values: readonly KeyValue[] } }
  | Readonly<Record<string, never>>;

/** A field in OTLP's JSON. */
export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** A log record of OTLP in JSON. */
export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly attributes: readonly KeyValue[];
}

/** What a shop wants to be woken for, and what it wants to look at. All else is information. */
const ERRORS = /^(exception|request_error|payment_error|error_click)$/;
const WARNINGS = /^(rage_click|dead_click|page_loop|out_of_stock|overflow)$/;

/** A touchpoint or a decision of a row as OTLP says it. Pure. */
export function logRecord(
  { type, name, id, at, url, data }: Message,
  { now, touchpoint }: Row,
  prefix: string,
): LogRecord {
  const [severityNumber, severityText] = severityOf(type);
  const about = { 'log.record.uid': id, 'session.id': touchpoint?.session, 'url.full': url };
  return {
    timeUnixNano: `${at}000000`,
    observedTimeUnixNano: `${now}000000`,
    severityNumber,
    severityText,
    eventName: prefix + name,
    attributes: [...keyValues(about), ...keyValues(data, prefix)],
  };
}

function severityOf(type: string): readonly [number: number, text: string] {
  if (ERRORS.test(type)) return [17, 'ERROR'];
  return WARNINGS.test(type) ? [13, 'WARN'] : [9, 'INFO'];
}

/** Fields as OTLP says them; empty ones are left out. Pure. */
export function keyValues(fields: object, prefix = ''): readonly KeyValue[] {
  return Object.entries(fields)
    .filter(([, value]) => (value ?? '') !== '')
    .map(([name, value]) => ({ key: prefix + name, value: anyValue(value) }));
}

function anyValue(value: unknown): AnyValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: `${value}` } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return value ? { kvlistValue: { values: keyValues(value) } } : {};
}
