import { commerce } from '../../src/capture/commerce.js';
import type { Decision } from '../../src/core/trigger.js';
import { atRisk } from '../../src/decide/at-risk.js';
import { care } from '../../src/learn/care.js';
import { mood } from '../../src/learn/mood.js';
import { rhythm } from '../../src/learn/rhythm.js';
import { seeded } from '../bench/torture/seeded.mjs';
import { DAY, MINUTE, type Visitor, visitor } from '../journeys/journey.js';

/** What became of somebody who was followed. */
export interface Followed {
  /** Whether `risk.enter` came in the visits that count, page closed in between. */
  readonly isWarned: boolean;
}

interface Habits {
  /** Chances for each visit. */
  readonly error: number;
  readonly support: number;
  readonly answer: number;
  /** Mean of the answers of 0 to 10. */
  readonly score: number;
  /** Chance that an error or a question ends well before the visit is over. */
  readonly mended: number;
  /** What pauses are multiplied with. */
  readonly slower: number;
}

/** Nobody is always happy: stayers meet errors, ask, and give bad answers, too. */
const CONTENT: Habits = { error: 0.06, support: 0.04, answer: 0.06, score: 8.5, mended: 0.7, slower: 1 };
const ANNOYED: Habits = { error: 0.3, support: 0.2, answer: 0.2, score: 5, mended: 0.3, slower: 1.8 };
/** Some leave without a word: all that shows is that they come less often. */
const QUIET: Habits = { ...CONTENT, slower: 1.8 };
const SHARE_QUIET = 0.25;
/** The visits before the leave in which it shows. */
const LAST_VISITS = 4;

/**
 * Follows one visitor for 8 to 19 visits. A leaver changes in the last four of them and never returns; a stayer goes on as
 * before. What counts for a leaver are warnings in those four visits, for a stayer all. The page is closed between
 * visits, so nothing can be decided after the last one. Seeded.
 */
export function follow(seed: number, isLeaver: boolean): Followed {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const usual = 10 * DAY * Math.exp(0.6 * normal());
  const spread = 0.3 + 0.4 * random();
  const isQuiet = random() < SHARE_QUIET;
  const visits = 8 + Math.floor(12 * random());
  const person = visitor([commerce(), care(), mood(), rhythm(), atRisk()]);
  let isWarned = false;
  for (let count = 0; count < visits; count++) {
    const isLast = isLeaver && count >= visits - LAST_VISITS;
    const habits = !isLast ? CONTENT : isQuiet ? QUIET : ANNOYED;
    const pause = usual * habits.slower * Math.exp(spread * normal());
    const decisions = [...(count ? person.leave(pause) : []), ...come(person, habits, random, normal)];
    if (isLast || !isLeaver) isWarned ||= decisions.some(({ name }) => name === 'risk.enter');
  }
  return { isWarned };
}

function come(person: Visitor, habits: Habits, random: () => number, normal: () => number): readonly Decision[] {
  const decisions: Decision[] = [];
  const happen = (type: string, data?: object) => {
    person.wait(MINUTE);
    decisions.push(...person.track(type, data).decisions);
  };
  const maybe = (chance: number) => random() < chance;
  happen('page_view');
  happen('view_item', { items: [{ item_id: 'cedar' }] });
  if (maybe(habits.error)) {
    happen('payment_error');
    if (maybe(habits.mended)) happen('add_payment_info');
    else if (maybe(0.5)) happen('payment_error');
  }
  if (maybe(habits.support)) {
    happen('contact_support');
    if (maybe(habits.mended)) happen('solve_issue');
  }
  if (maybe(habits.answer)) {
    const score = Math.max(0, Math.min(10, Math.round(habits.score + 1.5 * normal())));
    happen('survey_answer', { kind: 'nps', score });
  }
  return decisions;
}
