import type { Decision, Situation } from '../core/trigger.js';
import { call } from './bus.js';
import { createOffer, type Offer } from './prompt.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';

/** Hands a decision to whoever listens, and to the plugins that act on it: once, in the tab that decided. */
export function act(shell: Shell, decision: Decision, situation: () => Situation): void {
  // What the pause itself brought about stays in the log.
  if (shell.consent.isPaused) return;
  const rule = shell.rules.triggers.find(({ trigger }) => trigger.name === decision.trigger)?.trigger.prompt;
  const track = (type: string, data: object): void => void shell.track('prompts', type, data);
  const offer = rule && createOffer(rule, decision, { situation, track });
  void tell(shell, decision, offer).then(done => {
    if (offer && (!rule.isOnPage || done.includes(true))) offer.settle();
  });
  void shell.bus.emit('decision', decision);
}

/** Settles with whether each of those who heard of it did its work. */
export async function tell(shell: Shell, decision: Decision, offer?: Offer): Promise<readonly boolean[]> {
  const { bus, rules, context: contextOf, failed } = shell;
  const prompt = offer?.prompt;
  const heard = bus.emit(decision.name, decision, prompt);
  const acted = rules.plugins.flatMap(plugin => {
    const context = plugin.acts?.includes(decision.name) && contextOf(plugin);
    if (!context) return [];
    const run = (): unknown =>
      timeBoxed(context.signal, signal => plugin.act?.(decision, { ...context, signal, ...(prompt && { prompt }) }));
    return call(run, cause => failed(plugin, 'act', cause));
  });
  return (await Promise.all([heard, ...acted])).flat();
}
