import { hint } from '../core/nearest.js';
import type { Plugin } from '../core/plugin.js';
import { blame, guard, type Problem } from '../core/problem.js';
import { isPermitted } from '../core/purpose.js';
import { quiet } from '../core/sentence.js';
import {
  type Condition,
  type Decision,
  isRested,
  type PromptRule,
  type Situation,
  type Trigger,
} from '../core/trigger.js';
import { tell } from './act.js';
import type { Why } from './face.js';
import { createOffer } from './prompt.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';

/** How the trigger or nudge of this name stands; says it in the console, too. */
export async function explain(shell: Shell, name: string, situation: Situation): Promise<Why | null> {
  const found = find(shell, name);
  if (!found) return null;
  const { plugin, trigger } = found;
  const { now, profile } = situation;
  const problems: Problem[] = [];
  const own = await timeBoxed(null, () => trigger.conditions?.(situation) ?? null).catch(cause => {
    problems.push(blame(plugin.name, 'conditions', cause));
    return null;
  });
  const decided = guard<unknown>(problems, plugin.name, 'when', null, () => trigger.when(situation));
  problems.forEach(shell.bus.problem);
  const isGranted = isPermitted(plugin.purpose, shell.consent.granted);
  const conditions: Condition[] = [
    ...(own ?? []),
    {
      text: `Consent to ${plugin.purpose ?? 'anything'}`,
      holds: isGranted,
      value: isGranted ? 'granted' : 'not granted',
    },
    ...(isRested(trigger, profile.fired[trigger.name], now, profile.session?.id)
      ? []
      : [{ text: 'It has rested', holds: false, value: 'it decided lately' }]),
  ];
  // What it does not say, or does not know of.
  if (!own || (!decided && conditions.every(({ holds }) => holds)))
    conditions.push({ text: 'All else that it asks for', holds: !!decided, value: decided ? 'yes' : 'no' });
  const open = conditions.filter(({ holds }) => !holds);
  const list = (parts: readonly Condition[]) => parts.map(({ text, value }) => `${quiet(text)} (${value})`).join('; ');
  const sentence = open.length
    ? `"${trigger.name}" does not decide now, ${open.length} to go: ${list(open)}.`
    : `"${trigger.name}" would decide now: ${list(conditions)}.`;
  say(sentence);
  return { name: trigger.name, holds: !open.length, conditions, sentence };
}

/** Tells who shows such things on the page what this one would say; nothing of it is tracked. */
export function preview(shell: Shell, name: string, situation: Situation): boolean {
  const found = find(shell, name);
  const rule: PromptRule | undefined = found?.trigger.prompt;
  // What is said elsewhere would be delivered.
  if (!found || !rule?.isOnPage) return false;
  const { plugin, trigger } = found;
  const { now, profile } = situation;
  try {
    const decision = {
      id: `preview/${trigger.name}`,
      name: trigger.decision,
      trigger: trigger.name,
      at: now,
      data: rule.preview(profile),
    } as Decision;
    const offer = createOffer({ ...rule, stands: () => true }, decision, { situation: () => situation, track() {} });
    const muted = (context: ReturnType<Shell['context']>) => context && { ...context, track: () => null };
    void tell({ ...shell, context: one => muted(shell.context(one)) }, decision, offer);
    return (
      shell.bus.isHeard(decision.name) ||
      shell.rules.plugins.some(one => one.acts?.includes(decision.name) && shell.context(one))
    );
  } catch (cause) {
    shell.bus.problem(blame(plugin.name, 'preview', cause));
    return false;
  }
}

function find({ rules }: Shell, name: string): { readonly plugin: Plugin; readonly trigger: Trigger } | null {
  const { triggers } = rules;
  const found =
    // Who gives no name means none, not the first that says nothing on the page.
    triggers.find(({ trigger: { prompt } }) => prompt && prompt.id === name) ??
    triggers.find(({ trigger }) => trigger.name === name);
  if (!found) {
    const names = triggers.map(({ trigger }) => trigger.name);
    const nudges = triggers.flatMap(({ trigger: { prompt } }) => prompt?.id ?? []);
    say(`Waymark has no trigger "${name}".${hint(`${name}`, [...nudges, ...names])} It has ${names.join(', ')}.`);
  }
  return found ?? null;
}

function say(sentence: string): void {
  // biome-ignore lint/suspicious/noConsole: it is asked for in the console.
  console.info(sentence);
}
