import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** A row of a file, by column. */
export type Fields = Readonly<Record<string, string>>;

/** The rows of a CSV text with a header. */
export function readRows(text: string): readonly Fields[] {
  return parse(text, { columns: true, skip_empty_lines: true });
}

/** The text of a file, unpacked where it is packed, without the mark that some systems begin a text with. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
}
