import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** A row of a file, by column. */
export type Fields = Readonly<Record<string, string>>;

/** The rows of a CSV text with a header. Throws where it is none, with the path of its file. */
export function readRows(text: string, path: string = 'rows'): readonly Fields[] {
  return orSay(path, () => parse(text, { columns: true, skip_empty_lines: true }));
}

/** The text of a file, unpacked where it is packed, without the mark that some systems begin a text with. Throws with its path. */
export function readText(path: string): string {
  return orSay(path, () => {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
  });
}

/** Says of which file it is that something is wrong with. */
function orSay<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`"${path}" cannot be read. ${(cause as Error).message}`);
  }
}
