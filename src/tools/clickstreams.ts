import { type Click, FORMATS, sequences } from './click-formats.js';
import { readRows, readText } from './read-rows.js';

/** Reads a clickstream file (CSV with a header, or one session of item ids a line; `.gz` too), visitor by visitor, oldest first. */
export function readClicks(path: string): { readonly note: string; readonly clicks: readonly Click[] } {
  const text = readText(path);
  if (/^[\d ]+\r?(\n|$)/.test(text))
    return {
      note: 'a session a line: item views a minute apart; clock and visitors are not in the file',
      clicks: [...sequences(text)],
    };
  const rows = readRows(text, path);
  const format = FORMATS.find(({ column }) => column in (rows[0] ?? {}));
  if (!format)
    throw new Error(
      `"${path}" has no column of ${FORMATS.map(({ column }) => column).join(', ')}. Name its columns visitor, session, ts, event, item, category, brand, price.`,
    );
  const clicks = [...format.read(rows)].map((click, index) => ({ click, index }));
  if (clicks.length && clicks.every(({ click }) => Number.isNaN(click.at)))
    throw new Error(
      `"${path}" says of no row when it was. Give a column \`ts\` with epoch ms, or times such as 2026-01-31T10:00:00Z.`,
    );
  clicks.sort((a, b) =>
    a.click.visitor < b.click.visitor
      ? -1
      : a.click.visitor > b.click.visitor
        ? 1
        : a.click.at - b.click.at || a.index - b.index,
  );
  return { note: format.note, clicks: clicks.map(({ click }) => click) };
}
