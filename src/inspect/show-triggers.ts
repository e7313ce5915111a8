import type { Plugin } from '../core/plugin.js';
import { quiet } from '../core/sentence.js';
import type { Condition, Trigger } from '../core/trigger.js';
import type { Ask } from './asker.js';
import type { Inspected } from './inspected.js';
import { type Sketch, sketch } from './sketch.js';
import { countOf, plain, timeOf } from './words.js';

/** How a trigger stands; what is nearest to firing is shown first. */
const ORDER = ['ready', '1 to go', 'fired', 'held back', 'not now', 'unknown'] as const;

type Standing = readonly [tag: (typeof ORDER)[number], tone: string, text: string];

/** Every trigger that can say what has to hold: whether it fired, or what is missing. */
export function showTriggers(waymark: Inspected, now: number, ask: Ask): readonly Sketch[] {
  const { profile } = waymark;
  const situation = { now, profile, before: profile, touchpoint: null, stageChange: null };
  const cards = waymark.plugins.flatMap(plugin => {
    const triggers: readonly Trigger[] = plugin.triggers ?? [];
    return triggers.flatMap(trigger => {
      if (!trigger.conditions) return [];
      const conditions = ask(trigger, situation);
      const [tag, tone, text] = standingOf(waymark, plugin, trigger, { conditions, now });
      const head = [
        sketch('span.tag', tag, { 'data-tone': tone }),
        sketch('b', plain(trigger.name)),
        sketch('small', text),
      ];
      const content = [sketch('summary', head), sketch('ul', conditions.map(line))];
      return { order: ORDER.indexOf(tag), card: sketch('details', content, { id: trigger.name }) };
    });
  });
  return cards.sort((a, b) => a.order - b.order).map(({ card }) => card);
}

function standingOf(
  { profile, consent }: Inspected,
  { purpose }: Plugin,
  { name }: Trigger,
  { conditions, now }: { readonly conditions: readonly Condition[]; readonly now: number },
): Standing {
  const fired = profile.fired[name];
  const [open, ...others] = conditions.filter(({ holds }) => !holds);
  if (fired) return ['fired', 'good', `last ${timeOf(fired.at, now)}`];
  if (purpose && consent[purpose] !== 'granted') return ['held back', 'bad', `needs consent for ${purpose}`];
  if (!conditions.length) return ['unknown', '', 'cannot be told'];
  if (!open) return ['ready', 'warn', 'everything holds'];
  if (others.length) return ['not now', '', `${countOf(others.length + 1, 'condition')} open`];
  return ['1 to go', 'warn', `needs: ${quiet(open.text)} (${open.value})`];
}

function line({ text, holds, value }: Condition): Sketch {
  const [sign, label, tone] = holds ? ['✓', 'holds', 'good'] : ['✕', 'open', 'bad'];
  const mark = sketch('b.tag', sign, { role: 'img', 'aria-label': label, 'data-tone': tone });
  return sketch('li.condition', [mark, sketch('span', text), sketch('small', value)]);
}
