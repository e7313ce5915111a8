import type { Plugin } from '../core/plugin.js';
import { isPermitted } from '../core/purpose.js';
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

/** A decision that is said to the visitor, and whose it is. */
interface Said {
  readonly decision: Decision;
  readonly rule: PromptRule;
  readonly plugin: Plugin;
}

/**
 * Hands a decision to whoever listens, and to the plugins that act on it: once, in the tab that decided. What the page is
 * to say waits until somebody can see it, and is left when it is not right any more, or was decided anew meanwhile.
 */
export function act(shell: Shell, decision: Decision, moment: Moment): void {
  const { bus, consent, rules } = shell;
  // What the pause itself brought about stays in the log.
  if (consent.isPaused) return;
  const found = rules.triggers.find(({ trigger }) => trigger.name === decision.trigger);
  const rule: PromptRule | undefined = found?.trigger.prompt;
  if (found && rule) sayPrompt(shell, { decision, rule, plugin: found.plugin }, moment);
  else void tell(shell, decision);
  bus.emit('decision', decision);
}

function sayPrompt(shell: Shell, { decision, rule, plugin }: Said, { situation, signal }: Moment): void {
  const { bus, consent } = shell;
  const since = situation();

  /** It is permitted, was not decided anew, and its plugin says so; one that fails does not. */
  function isRight(member: string, ask: (now: Situation) => boolean): boolean {
    try {
      const now = situation();
      const isMine = now.profile.fired[decision.trigger]?.at === decision.at;
      return isMine && isPermitted(plugin.purpose, consent.granted) && ask(now);
    } catch (cause) {
      shell.failed(plugin, member, cause);
      return false;
    }
  }

  const stands = (): boolean => isRight('stands', now => rule.stands(now));
  const track = (type: string, data: object): void => void shell.track('prompts', type, data);
  const offer = createOffer({ ...rule, stands }, decision, { situation, track });

  async function say(): Promise<void> {
    const done = await tell(shell, decision, offer);
    if (!rule.isOnPage || done.includes(true)) offer.settle();
  }

  if (!rule.isOnPage) return void say();
  const { signal: life } = offer.prompt;
  const look = () => isRight('lasts', now => rule.lasts?.(now, since) ?? true) || offer.end();
  bus.on('change', look, { signal: life });
  signal.addEventListener('abort', offer.end, { signal: life });
  if (isVisible()) void say();
  else onceShown(() => stands() && void say(), signal);
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
  const done: boolean[] = [];
  for (const one of [...heard, ...acted]) done.push(await one);
  return done;
}
