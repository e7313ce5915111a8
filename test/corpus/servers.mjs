import { bodies } from './servers/bodies.mjs';
import { connections } from './servers/connections.mjs';
import { flapping } from './servers/flapping.mjs';
import { headers } from './servers/headers.mjs';
import { origins } from './servers/origins.mjs';
import { redirects } from './servers/redirects.mjs';
import { retryAfter } from './servers/retry-after.mjs';
import { shares } from './servers/shares.mjs';
import { statuses } from './servers/statuses.mjs';

/**
 * What has to become of eight rows.
 *
 * - `delivered`, `dropped`: all of them, at once. `split`: all but the marked one, which is dropped.
 * - `share`: `taken` are delivered and `refused` dropped; the rest is tried again.
 * - `later`: tried again after a wait of our own. `asked`: after `askedMs`. `blocked`: once an hour from the third try on.
 *
 * @typedef {'delivered' | 'dropped' | 'split' | 'share' | 'later' | 'asked' | 'blocked'} Outcome
 */

/**
 * One way to be hostile. A step is text or bytes to send, `{ waitMs }`, `{ drip, everyMs, times }`, `'hang'` or `'reset'`;
 * what is left open is closed. `ELSEWHERE` stands for a server nobody may ask.
 *
 * @typedef {object} HostileServer
 * @property {string} name
 * @property {readonly unknown[]} [answers] What is sent to the first request, the second and so on; the last one goes on.
 * @property {readonly unknown[]} [greets] What is sent to a connection; nothing is read.
 * @property {'http' | 'closed' | 'nowhere' | 'plain' | 'tls'} [at] Where it is; `plain` is an https address that speaks HTTP.
 * @property {Outcome} outcome
 * @property {number} [askedMs]
 * @property {number} [atMostMs]
 * @property {number} [taken]
 * @property {number} [refused]
 * @property {boolean} [isSlow] Only the 5 s a destination has end it.
 * @property {boolean} [isMany] Takes only few rows at a time.
 * @property {boolean} [isHandedOn] The destination hands on the JSON that was answered.
 * @property {boolean} [isDoubled] Browsers post it twice of their own accord.
 * @property {boolean} [isForBrowsers] Here Node posts again by itself, which says nothing of ours.
 * @property {{ outcome: Outcome, askedMs?: number }} [inNode] Where no browser stands between.
 * @property {{ outcome: Outcome, askedMs?: number }} [inBrowser] Where Chromium reads what it cannot read in its own way.
 */

/** @type {readonly HostileServer[]} */
export const SERVERS = [
  ...statuses,
  ...redirects,
  ...retryAfter,
  ...connections,
  ...bodies,
  ...headers,
  ...origins,
  ...flapping,
  ...shares,
];
