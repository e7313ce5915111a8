import type { Problem } from '../core/problem.js';
import { nextWake } from '../core/trigger.js';
import { createAlarm } from './alarm.js';
import { LOG_ROWS, LOG_SIZE } from './records.js';
import type { Outcome } from './settle.js';
import { jsonOf } from './whole.js';
import type { Works } from './works.js';

/** The log is looked after whenever so many rows are full. */
const TIDY_ROWS = 200;

/** Answers with what follows a commit: the page, destinations and other tabs are told, and the alarm is set. */
export function createPublish(works: Works): (outcome: Outcome) => void {
  const { shell, store, signal, tabs, ledger, choice, parts, page, upkeep, withdrawal } = works;
  const { consent, now } = shell;
  const alarm = createAlarm(now, () => void ledger.commit({ wake: true }));
  signal.addEventListener('abort', () => alarm.set(null));

  return ({ known, head, seen, placed, consent: stored }) => {
    if (signal.aborted) return;
    // Not by its moment: two choices may share one, and a clock may stand still.
    if (stored && jsonOf(stored) !== jsonOf(choice.record) && choice.adopt(stored)) {
      shell.consented();
      parts.delivery?.consented();
    }
    if (ledger.store === store) parts.share?.keep(placed, choice.record);
    const own = page.take(placed, seen);
    // What another tab recorded is sent by whoever comes first, for that tab may be gone.
    if (placed.length || seen.length) parts.delivery?.published(own, page.own);
    withdrawal.look();
    const ids = placed.map(({ touchpoint }) => touchpoint?.id);
    if (placed.length || seen.length) shell.causing(ids, shell.notify);
    page.tell(placed);
    const odd: Problem[] = [];
    // What is due and did not ring yet, as on a busy page, is due still.
    const from = Math.min(now(), (alarm.due ?? Infinity) - 1);
    alarm.set(consent.isPaused ? null : nextWake(shell.rules.triggers, known.profile, from, odd));
    odd.forEach(shell.bus.problem);
    if (!placed.length) return;
    tabs.call();
    if (head && (head.size > LOG_SIZE || (head.seq > LOG_ROWS && head.seq % TIDY_ROWS < placed.length))) upkeep.tidy();
  };
}
