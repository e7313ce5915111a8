import type { Grant } from '../core/purpose.js';
import type { Counts, Inspected } from './inspected.js';
import { facts, type Sketch, sketch } from './sketch.js';
import { countOf } from './words.js';

const TONES: Readonly<Record<Grant, string>> = { granted: 'good', denied: 'bad', pending: 'warn' };

/** What the visitor allowed, what was tracked, and what became of it at each destination. */
export function showDelivery(waymark: Inspected): readonly Sketch[] {
  const { tracked, dropped, destinations } = waymark.diagnostics();
  return [
    sketch(
      'ul.tags',
      Object.entries(waymark.consent).map(([purpose, grant]) =>
        sketch('li.tag', `${purpose} ${grant}`, { 'data-tone': TONES[grant] }),
      ),
    ),
    ...facts([
      ['Tracked', countOf(tracked, 'touchpoint') + lost(dropped)],
      ...Object.entries(destinations).map(([name, { delivered, stored, dropped: own }]): readonly [string, string] => {
        return [name, `${delivered} delivered, ${stored} waiting${lost(own)}`];
      }),
    ]),
  ];
}

function lost(counts: Counts): string {
  const reasons = Object.keys(counts);
  let all = 0;
  for (const reason of reasons) all += counts[reason] ?? 0;
  return all ? `, ${all} left out (${reasons.join(', ')})` : '';
}
