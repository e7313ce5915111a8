import type { Decision, Prompt, PromptRule, Situation } from '../core/trigger.js';

/** A prompt on its way to the visitor, and what becomes of it when all who were to say it have returned. */
export interface Offer {
  readonly prompt: Prompt;
  /** Nobody said how it went: whoever heard of it has shown it. */
  settle(): void;
  /** Whoever shows it takes it away. */
  end(): void;
}

const DEFER_MS = 10 * 60_000;
const LONGEST_MS = 30 * 24 * 3_600_000;

/** What those who say a prompt answer with; every answer is a touchpoint, told once. */
export function createOffer(
  { id, isOnPage, stands }: Pick<PromptRule, 'id' | 'isOnPage' | 'stands'>,
  decision: Pick<Decision, 'id' | 'data'>,
  { track, situation }: { track(type: string, data: object): void; situation(): Situation },
): Offer {
  // Any plugin may decide on something that is said.
  const { channel, kind, variant } = Object(decision.data) as Readonly<Record<string, unknown>>;
  const about = {
    decision_id: decision.id,
    ...(channel ? { channel } : {}),
    ...(kind ? { kind } : {}),
    ...(variant ? { variant } : {}),
  };
  const told = new Set<string>();
  const life = new AbortController();

  function tell(type: string, more?: object): void {
    if (told.has(type)) return;
    told.add(type);
    track(type, { nudge_id: id, ...about, ...more });
  }

  const prompt: Prompt = {
    signal: life.signal,
    shown() {
      if (told.has('show_nudge')) return true;
      const isRight = !isOnPage || stands(situation());
      // What holds no longer is left, and that is an answer, too.
      told.add('asked');
      if (isRight) tell('show_nudge');
      return isRight;
    },
    dismiss: () => tell('dismiss_nudge'),
    convert() {
      tell('show_nudge');
      tell('convert_nudge');
    },
    // "For ever" and what is no number are no moment.
    defer: ms => tell('defer_nudge', { until: situation().now + Math.min(ms || DEFER_MS, LONGEST_MS) }),
  };
  return {
    prompt,
    settle() {
      if (!told.size) prompt.shown();
    },
    end: () => life.abort(),
  };
}
