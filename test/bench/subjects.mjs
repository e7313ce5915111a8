import { burst } from './burst.mjs';
import { busyPage } from './busy-page.mjs';
import { calls } from './calls.mjs';
import { heap } from './heap.mjs';
import { hooks } from './hooks.mjs';
import { logLengths } from './log-lengths.mjs';
import { longTasks } from './long-tasks.mjs';
import { session } from './session.mjs';
import { start } from './start.mjs';

/**
 * What is measured, by the name it is chosen by: in every how many rounds, and how many seconds all its turns may take,
 * which is some three times what they take on a calm machine.
 */
export const SUBJECTS = {
  heap: { make: heap, every: 100, seconds: 120, what: 'memory after 1,000 and 10,000 touchpoints' },
  calls: { make: calls, every: 1, seconds: 240, what: 'a call of track(), acknowledged, committed, beside floors' },
  burst: { make: burst, every: 4, seconds: 60, what: '10,000 calls in one task' },
  longTasks: { make: longTasks, every: 1, seconds: 120, what: 'tasks over 50 ms' },
  logLengths: { make: logLengths, every: 3, seconds: 120, what: 'a commit with a short and a long log' },
  hooks: { make: hooks, every: 2, seconds: 120, what: 'from track() to the hook of a decision, with a full log' },
  start: { make: start, every: 3, seconds: 150, what: 'the start with an empty and a full log' },
  session: { make: session, every: 5, seconds: 90, what: 'requests and bytes of 20 touchpoints over four pages' },
  busyPage: {
    make: busyPage,
    every: 2,
    seconds: 240,
    what: 'capturing on a page that changes, scrolls and is pointed at',
  },
};
