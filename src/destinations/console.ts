// biome-ignore-all lint/suspicious/noConsole: the console is what this destination writes to.
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Row, RowDecision } from '../core/touchpoint.js';
import type { DecisionMap } from '../core/trigger.js';

/** A readable log of the journey in the browser's console: what happened, what was decided, and why the stage changed. */
export function consoleLog(): Plugin {
  return definePlugin({
    name: 'console',
    delivery: 'page',
    arms: true,
    deliver(rows) {
      rows.forEach(write);
    },
  });
}

function write({ seq, touchpoint, decisions }: Row): void {
  const title = [touchpoint?.type ?? 'time went by', ...decisions.map(labelOf)].join(' → ');
  console.groupCollapsed(`Waymark ${seq}: ${title}`);
  if (touchpoint) console.info(`by ${touchpoint.by} on ${touchpoint.url}`, touchpoint.data);
  for (const decision of decisions) {
    console.info(decision.name ?? decision.trigger, decision.data);
    for (const { text, weight } of reasonsOf(decision))
      console.info(`  ${weight < 0 ? 'against it' : 'for it'}: ${text} (${weight.toFixed(2)})`);
  }
  console.groupEnd();
}

function labelOf({ name, trigger, data }: RowDecision): string {
  // The name says which data it is.
  return name === 'stage.enter' ? `stage ${(data as DecisionMap['stage.enter']).label}` : (name ?? trigger);
}

function reasonsOf({ data }: RowDecision): DecisionMap['stage.enter']['reasons'] {
  // Other decisions may tell reasons in the same shape; what does not is left to the data above.
  const { reasons } = Object(data) as Partial<DecisionMap['stage.enter']>;
  return Array.isArray(reasons) ? reasons.filter(reason => typeof reason?.weight === 'number') : [];
}
