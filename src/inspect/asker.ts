import type { Condition, Situation, Trigger } from '../core/trigger.js';

/** What a trigger asks for; nothing while it has not answered, and where it cannot tell. */
export type Ask = (trigger: Trigger, situation: Situation) => readonly Condition[];

export interface Asker {
  readonly ask: Ask;
  /** What was answered is old: every trigger is asked anew. */
  renew(): void;
}

/** Asks each trigger once for its conditions. `heard` is called for those that first have to load their words. */
export function createAsker(heard: () => void): Asker {
  const asked = new Set<Trigger>();
  const answers = new Map<Trigger, readonly Condition[]>();

  function put(trigger: Trigger, situation: Situation): void {
    const tell = (answer: readonly Condition[]) => void answers.set(trigger, answer);
    try {
      const answer = trigger.conditions?.(situation) ?? [];
      if ('then' in answer) answer.then(tell, () => tell([])).then(heard);
      else tell(answer);
    } catch {
      // Somebody else's function; the card says that it failed.
      tell([]);
    }
  }

  return {
    ask(trigger, situation) {
      if (!asked.has(trigger)) put(trigger, situation);
      asked.add(trigger);
      return answers.get(trigger) ?? [];
    },
    renew: () => asked.clear(),
  };
}
