/** Fields of a product by the names of Google's specification, or `null` where it cannot be read. */
export type FeedRow = Readonly<Record<string, string>> | null;

/** Characters of a value in quotes, at most. */
const QUOTED = 5_000;
/** Characters of any value; what is longer is cut. */
const LONGEST = 20_000;
const GOOGLE = 'http://base.google.com/ns/1.0';

/**
 * The products of a Google Merchant feed in XML, RSS 2.0 or Atom, one by one: what is cut off or broken spoils itself only.
 * Needs a browser's `DOMParser`. Source: support.google.com/merchants/answer/160589 (RSS) and 160593 (Atom).
 */
export function* xmlRows(feed: string): Iterable<FeedRow> {
  // A product in a comment is not for sale; a comment in a text is none.
  const text = feed.replace(/<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)/gs, part =>
    part.startsWith('<!--') && part.endsWith('-->') ? '' : part,
  );
  const tag = /<entry[\s>]/.test(text) ? 'entry' : 'item';
  const parser = new DOMParser();
  let from = startOf(text, tag, 0);
  const spaces = spacesOf(text.slice(0, from));
  while (from >= 0) {
    const end = text.indexOf(`</${tag}>`, from);
    if (end < 0) return;
    const block = text.slice(from, end + tag.length + 3);
    yield fieldsOf(parser.parseFromString(`<feed ${spaces}>${block}</feed>`, 'text/xml'), tag);
    from = startOf(text, tag, end);
  }
}

/**
 * The products of a Google Merchant feed in tab-separated values, whose first line names the fields. Pure.
 * Source: support.google.com/merchants/answer/160567.
 */
export function* tsvRows(feed: string): Iterable<FeedRow> {
  const text = `${feed}\n`;
  let names: readonly string[] | undefined;
  let row: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = endOf(text, from);
    const value = text.slice(from, end).replace(/\r$/, '');
    const mark = text[end];
    from = end + 1;
    row.push(/^".*"$/s.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (mark === '\t') continue;
    if (row.some(Boolean)) {
      if (names) yield Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
      names ??= row.map(name => name.trim().toLowerCase().replace(/\s+/g, '_'));
    }
    row = [];
  }
}

/** Where a value ends; one in quotes may hold tabs, lines and doubled quotes. */
function endOf(text: string, from: number): number {
  // A quote that nothing closes is an inch.
  const [closed] = (text[from] === '"' && /^"(?:[^"]|"")*"\r?(?=[\n\t])/.exec(text.slice(from, from + QUOTED))) || [];
  if (closed) return from + closed.length;
  const [tab = -1, line = -1] = ['\t', '\n'].map(mark => text.slice(from, from + LONGEST).indexOf(mark));
  const offset = tab < 0 || (line >= 0 && line < tab) ? line : tab;
  return offset < 0 ? Math.min(text.length, from + LONGEST) : from + offset;
}

/** The namespaces that are declared, each once: what a parser reads twice it does not read at all. */
function spacesOf(head: string): string {
  const spaces = new Map<string, string>();
  // The outermost comes first.
  for (const [space, prefix] of head.matchAll(/\sxmlns(:[\w-]+|)\s*=\s*(?:"[^"]*"|'[^']*')/g))
    if (!spaces.has(`${prefix}`)) spaces.set(`${prefix}`, space);
  return [...spaces.values()].join(' ');
}

function startOf(text: string, tag: string, from: number): number {
  let start = text.indexOf(`<${tag}`, from);
  while (start >= 0 && !/[\s>]/.test(text[start + tag.length + 1] ?? '')) start = text.indexOf(`<${tag}`, start + 1);
  return start;
}

function fieldsOf(parsed: Document, tag: string): FeedRow {
  const [item] = parsed.getElementsByTagName(tag);
  if (!item || parsed.getElementsByTagName('parsererror').length) return null;
  const fields: Record<string, string> = {};
  const isGoogle = ({ namespaceURI }: Element): boolean => namespaceURI === GOOGLE;
  // Google's own come last, so they win; only the first of a name counts.
  for (const element of [...item.children].sort((a, b) => Number(isGoogle(b)) - Number(isGoogle(a)))) {
    const { localName: name, textContent, prefix } = element;
    if (prefix && !isGoogle(element)) continue;
    fields[name] ??= (textContent || element.getAttribute('href') || '').trim();
  }
  return fields;
}
