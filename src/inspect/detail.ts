import { listOf, moneyOf, plain } from './words.js';

type Data = Readonly<Record<string, unknown>>;

const CHARACTERS = 90;
/** What says nothing to people: ids but that of an order, addresses, moments. */
const SILENT =
  /^(at|because|currency|days|later|since|view)$|^(?!transaction).*_ids?$|(At|_at|Ms)$|url|location|referrer/;
/** Such as that of a touchpoint. */
const TYPE = /^[a-z]+(_[a-z]+)+$/;
/** Said last, in this order. */
const LAST = ['value', 'lines'];

/** What the data of a touchpoint or a decision says, in a few words. Pure; takes odd data. */
export function detailOf(data: object): string {
  // Any object has names and values.
  const text = parts(data as Data, false)
    .filter(Boolean)
    .join(', ');
  return text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text;
}

/** The names of products, as far as they have one. Pure; takes odd data. */
export function namesOf(items: readonly unknown[]): readonly string[] {
  // What is no product has no name either; asking a number or a text for it is harmless.
  return items.map(item => (item as Data | null)?.item_name).filter(name => typeof name === 'string');
}

function parts(data: Data, isNested: boolean): readonly string[] {
  const { from, to, label, currency } = data;
  if (to) return [`${from ? `${plain(`${from}`)} → ` : ''}${label ?? to}`];
  const entries = Object.entries(data).sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
  return entries.flatMap(([key, value]) => {
    const name = plain(key.replace(/^is(?=[A-Z])/, '').replace(/\B[A-Z]/g, ' $&')).toLowerCase();
    if (SILENT.test(key) || (!value && value !== 0)) return [];
    if (Array.isArray(value)) {
      if (!value.length) return [];
      // Ids are no names: where there is nothing else, how many there are says more.
      const names = key === 'lines' ? '' : listOf(namesOf(value));
      const one = name.replace(/ies$/, 'y').replace(/s$/, '');
      return names || `${value.length} ${value.length === 1 ? one : name}`;
    }
    if (typeof value === 'object') return parts({ ...value }, true);
    if (key === 'value' && typeof value === 'number') return moneyOf(value, currency);
    if (key === 'ms') return `${Math.round(Number(value) / 1000)} s`;
    if (typeof value === 'number') return name.endsWith('s') ? `${round(value)} ${name}` : `${name} ${round(value)}`;
    if (key === 'transaction_id') return `order ${value}`;
    if (typeof value === 'string')
      return isNested ? `${name} ${value}` : TYPE.test(value) ? value.replace(/_/g, ' ') : value;
    return name;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
