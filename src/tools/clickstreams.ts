import { type Click, FORMATS, sequences } from './click-formats.js';
import { readRows, readText } from './read-rows.js';
import { checkMoments } from './records.js';

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
  const told = [...format.read(rows)];
  checkMoments(
    told.map(({ at }) => at),
    path,
  );
  const clicks = told.filter(({ at }) => Number.isFinite(at)).map((click, index) => ({ click, index }));
  clicks.sort((a, b) =>
    a.click.visitor < b.click.visitor
      ? -1
      : a.click.visitor > b.click.visitor
        ? 1
        : a.click.at - b.click.at || a.index - b.index,
  );
  return { note: format.note, clicks: clicks.map(({ click }) => click) };
}
