import type { Push } from '../core/stage.js';
import type { Inspected } from './inspected.js';
import { type Sketch, sketch } from './sketch.js';
import { plain } from './words.js';

const REASONS = 4;
/** What moves a chance by less shows as nothing. */
const SLIGHT = 0.05;
/** Plain words for what the default weights look at; other names speak for themselves. */
const WORDS: Readonly<Record<string, string>> = {
  none: 'How often a visit here ends with an order',
  cart: 'Something is in the cart',
  checkout: 'The checkout began',
  habit: 'The visitor’s earlier visits',
  silence: 'Silence',
  again: 'Looks at a product seen before',
  account: 'Signing in',
  saved: 'Something saved, or the cart opened',
  minutes: 'Time without an order',
  context: 'How the visit began',
  inCart: 'The last act was in the cart',
  inCheckout: 'The last act was in the checkout',
  looksSince: 'Looks elsewhere since',
  minutesSince: 'Time since the cart',
};

/** How likely an order is, and what is likely next: a chance, its parts, and where its weights come from. */
export function showLikelihood({ likelihood, stage }: Inspected): readonly Sketch[] {
  if (!likelihood) return [];
  const { buy, abandon, basis, reasons } = likelihood;
  const parts = reasons
    .filter(({ weight }) => Math.abs(weight) >= SLIGHT)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, REASONS);
  const next = (stage?.next ?? []).slice(0, 3).map(({ type, p }) => `${plain(type)} ${percent(p)}`);
  return [
    sketch(
      'p.say',
      `An order in this visit: ${percent(buy)}${abandon === null ? '' : `; the cart is left: ${percent(abandon)}`}.`,
    ),
    sketch('ul', parts.map(part)),
    sketch('small', basis === 'fitted' ? 'Weights fitted to this shop.' : 'Default weights: read it with care.'),
    ...(next.length ? [sketch('p', `Likely next: ${next.join(', ')}.`)] : []),
  ];
}

function part({ signal, weight }: Push): Sketch {
  const amount = `${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`;
  return sketch('li', [sketch('span', WORDS[signal] ?? plain(signal)), sketch('small', ` ${amount}`)]);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
