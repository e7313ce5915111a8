import { quiet, sentenceOf } from '../core/sentence.js';
import type { Reason } from '../core/stage.js';
import type { Inspected } from './inspected.js';
import { MARK, type Sketch, sketch } from './sketch.js';
import { plain, timeOf } from './words.js';

const REASONS = 6;
/** What weighs less shows as 0.0. */
const SLIGHT = 0.05;

/** Else a stage above others that are likelier reads as a mistake. */
const STAYS = 'A stage is not left by one look back, only after a pause.';

/** Where the visitor is and why: label, one sentence, belief by stage, reasons with their weights. */
export function showStage({ stage }: Inspected, now: number): readonly Sketch[] {
  if (!stage) return [];
  const { name, label, since, sure, overlays, belief, reasons } = stage;
  const names = Object.keys(belief);
  const shown = reasons.filter(({ weight }) => Math.abs(weight) >= SLIGHT).slice(0, REASONS);
  const most = Math.abs(shown[0]?.weight ?? 1);
  const beliefs = names.map((other, index) => {
    // From blue before the purchase to green after it, however many stages there are.
    const hue = Math.round((index / Math.max(1, names.length - 1)) * 4) + 1;
    const percent = Math.round((belief[other] ?? 0) * 100);
    const bar = sketch('div.bar', [sketch('i', '', { style: `width:${percent}%;background:var(--s${hue})` })]);
    const isHere = other === name;
    const content = [sketch('span', isHere ? label : plain(other)), bar, sketch('small', `${percent} %`)];
    return sketch('li.belief', content, { 'aria-current': `${isHere}` });
  });
  const likeliest = names.reduce((best, other) => ((belief[other] ?? 0) > (belief[best] ?? 0) ? other : best), name);
  const standing = [`since ${timeOf(since, now)}`, sure ? 'sure' : 'unsure', ...overlays.map(plain).map(quiet)].join(
    ', ',
  );
  return [
    sketch('div.now', [MARK, sketch('b', label), sketch('small', standing)]),
    sketch('p.say', sentenceOf(stage)),
    ...(likeliest === name ? [] : [sketch('p.say', `By now more like ${plain(likeliest)}. ${STAYS}`)]),
    sketch('ul', beliefs),
    sketch('h3', 'Why, by touchpoint; older ones fade'),
    sketch(
      'ul',
      shown.map(reason => weighed(reason, most)),
    ),
  ];
}

/** A bar to the right of the middle speaks for the stage, one to the left against it. */
function weighed({ text, weight }: Reason, most: number): Sketch {
  const length = Math.abs(weight / most) * 50;
  const [sign, start, colour] = weight > 0 ? ['+', 50, 's2'] : ['−', 50 - length, 'bad'];
  const style = `width:${length}%;margin-left:${start}%;background:var(--${colour})`;
  const amount = `${sign}${Math.abs(weight).toFixed(1)}`;
  return sketch('li.reason', [
    sketch('span', text),
    sketch('div.bar', [sketch('i', '', { style })]),
    sketch('small', amount),
  ]);
}
