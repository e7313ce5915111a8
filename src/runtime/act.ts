import type { Decision, PromptRule, Situation } from '../core/trigger.js';
import { isVisible, onceShown } from '../platform/lifecycle.js';
import { call } from './bus.js';
import { createOffer, type Offer } from './prompt.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';

/** How it stands now, and until when this page acts. */
export interface Moment {
  situation(): Situation;
  readonly signal: AbortSignal;
}

/**
 * Hands a decision to whoever listens, and to the plugins that act on it: once, in the tab that decided. What the page is
 * to say waits until somebody can see it, and is left when it is not right any more, or was decided anew meanwhile.
 */
export function act(shell: Shell, decision: Decision, { situation, signal }: Moment): void {
  // What the pause itself brought about stays in the log.
  if (shell.consent.isPaused) return;
  const found = shell.rules.triggers.find(({ trigger }) => trigger.name === decision.trigger);
  const rule: PromptRule | undefined = found?.trigger.prompt;
  const track = (type: string, data: object): void => void shell.track('prompts', type, data);
  const offer = rule && createOffer(rule, decision, { situation, track });
  const say = async (): Promise<void> => {
    const done = await tell(shell, decision, offer);
    if (offer && (!rule.isOnPage || done.includes(true))) offer.settle();
  };
  const sayIfRight = (): unknown => {
    const now = situation();
    return now.profile.fired[decision.trigger]?.at === decision.at && rule?.stands(now) && say();
  };
  if (!found || !rule?.isOnPage || isVisible()) void say();
  else onceShown(() => void call(sayIfRight, cause => shell.failed(found.plugin, 'stands', cause)), signal);
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
