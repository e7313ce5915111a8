import type { Push } from '../core/stage.js';
import type {} from '../learn/orders.js';
import type { Inspected } from './inspected.js';
import { row, type Sketch, sketch } from './sketch.js';
import { plain } from './words.js';

const REASONS = 4;
/** What moves a chance by less shows as nothing. */
const SLIGHT = 0.05;
/** Where the parts start from. */
const USUAL: Readonly<Record<string, string>> = {
  none: 'Usual with nothing put in the cart in this visit',
  cart: 'Usual with something put in the cart',
  checkout: 'Usual in the checkout',
};
/** What speaks for an order and what against it, as far as the default weights go; other names speak for themselves. */
const WORDS: Readonly<Record<string, readonly [pro: string, contra: string]>> = {
  habit: ['Ordered in earlier visits', 'Earlier visits without an order'],
  silence: ['', 'Silence'],
  again: ['Looks at a product again', 'No second look at a product'],
  account: ['Signed in', 'Not signed in'],
  saved: ['Saved something, or opened the cart', 'Saved nothing, and did not open the cart'],
  minutes: ['Early in the visit', 'A long visit without an order'],
  context: ['How the visit began', 'How the visit began'],
  inCart: ['Just now in the cart', 'Something else since the cart'],
  inCheckout: ['Just now a step of the checkout', 'Something else since a step of the checkout'],
  looksSince: ['No look at a product since', 'Looks at products since'],
  minutesSince: ['The cart began just now', 'The cart began a while ago'],
};

/** How likely an order is, and what is likely next: a chance, its parts, and where its weights come from. */
export function showLikelihood({ likelihood, stage, profile: { session, slices } }: Inspected): readonly Sketch[] {
  if (!likelihood) return [];
  const { buy, abandon, basis, reasons } = likelihood;
  const hasOrdered = session && (slices.orders?.recent[0]?.at ?? 0) >= session.startedAt;
  const usual = reasons.find(({ signal }) => USUAL[signal]);
  const parts = reasons
    .filter(reason => reason !== usual && Math.abs(reason.weight) >= SLIGHT)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, REASONS);
  const next = (stage?.next ?? []).slice(0, 3).map(({ type, p }) => `${plain(type)} ${percent(p)}`);
  return [
    sketch(
      'p.say',
      `An${hasOrdered ? 'other' : ''} order in this visit: ${percent(buy)}${abandon === null ? '' : `; the cart is left: ${percent(abandon)}`}.`,
    ),
    sketch('ul', [
      ...(usual ? [row(USUAL[usual.signal] ?? '', percent(chanceOf(usual.weight)))] : []),
      ...parts.map(part),
    ]),
    sketch('small', basis === 'fitted' ? 'Weights fitted to this shop.' : 'Default weights, not fitted to this shop.'),
    ...(next.length ? [sketch('p', `Likely next: ${next.join(', ')}.`)] : []),
  ];
}

function part({ signal, weight }: Push): Sketch {
  const [pro, contra] = WORDS[signal] ?? [plain(signal), plain(signal)];
  return row(weight > 0 ? pro : contra, weight > 0 ? 'raises it' : 'lowers it');
}

/** Log-odds as a chance. */
function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function percent(share: number): string {
  const whole = Math.round(share * 100);
  return share > 0 && !whole ? 'under 1 %' : `${whole} %`;
}
