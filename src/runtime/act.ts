import type { Decision } from '../core/trigger.js';
import { call } from './bus.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';

/** Hands a decision to whoever listens, and to the plugins that act on it: once, in the tab that decided. */
export function act(shell: Shell, decision: Decision): void {
  const { bus, rules, consent, context: contextOf, failed } = shell;
  // What the pause itself brought about stays in the log.
  if (consent.isPaused) return;
  bus.emit(decision.name, decision);
  bus.emit('decision', decision);
  for (const plugin of rules.plugins) {
    const context = plugin.acts?.includes(decision.name) && contextOf(plugin);
    if (!context) continue;
    const run = (): unknown => timeBoxed(context.signal, signal => plugin.act?.(decision, { ...context, signal }));
    call(run, cause => failed(plugin, 'act', cause));
  }
}
