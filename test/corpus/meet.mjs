import { until } from '../bench/torture/browser.mjs';
import { lawBreaks, total } from '../bench/torture/ledger.mjs';

const ROWS = 8;
const MARKED = 4;
const TEXTS = Array.from({ length: ROWS }, (_, n) => (n === MARKED ? 'marked' : `${n}`));
const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
/** The first wait is at most so long, and each further one twice the one before. */
const FIRST_MS = 2 * SECOND_MS;
/** A timer may ring, and a clock may round, so much early. */
const SLACK_MS = 20;
const FORBIDDEN = ['cookie', 'referer', 'authorization', 'proxy-authorization'];

/**
 * @typedef {object} Standing
 * @property {import('../../src/index.js').Diagnostics} diagnostics
 * @property {import('../../src/runtime/records.js').Cursor} cursor
 * @property {boolean} isPolluted `Object.prototype` has something more.
 *
 * @typedef {object} Visitor A started page whose one destination posts to the server; both clocks are the machine's.
 * @property {(texts: readonly string[]) => Promise<void>} track Records a touchpoint with each of these texts.
 * @property {() => Promise<void>} flush
 * @property {() => Promise<Standing>} standing
 */

/**
 * Lets a visitor meet a hostile server, which is healed in the end, and answers with everything that is not as it shall be.
 *
 * @param {import('./servers.mjs').HostileServer} row
 * @param {{ visitor: Visitor, server: Awaited<ReturnType<typeof import('./hostile-server.mjs').startHostile>>, inBrowser?: boolean }} scene
 */
export async function meet(row, { visitor, server, inBrowser = false }) {
  const failures = [];
  const expect = (what, value, isMet) => isMet || failures.push(`${what}: ${JSON.stringify(value)}`);
  await visitor.track(TEXTS);
  const tries = triesOf(row);
  let from = 0;
  for (let n = 0; n < tries; n++) {
    from = Date.now();
    await visitor.flush();
  }
  const { diagnostics, cursor, isPolluted } = await visitor.standing();
  const [delivered, rejected] = sharesOf(row);
  expect('delivered', cursor.delivered, cursor.delivered === delivered);
  expect('dropped', cursor.dropped, total(cursor.dropped) === rejected && (cursor.dropped.rejected ?? 0) === rejected);
  const [least, most] = restOf(row, tries);
  const { rest } = cursor;
  if (!most) expect('rest', rest, !rest);
  else expect('rest', rest, rest?.tries === tries && rest.until >= from + least && rest.until <= Date.now() + most);
  expect('polluted', isPolluted, !isPolluted);
  const posts = server.requests.length;
  expect('requests', posts, posts <= mostPosts(row, tries));
  expect('connections', server.connections, server.connections <= 3 * mostPosts(row, tries));

  const isDeaf = row.at && row.at !== 'http';
  if (!isDeaf) server.heal();
  if (!isDeaf && most > HOUR_MS / 60) await visitor.flush();
  const isDone = async () => !stored((await visitor.standing()).diagnostics);
  if (!isDeaf) expect('delivered once healed', false, await until(isDone));
  const after = await visitor.standing();
  expect('still dropped', after.cursor.dropped, total(after.cursor.dropped) === rejected);
  failures.push(...lawBreaks(diagnostics), ...lawBreaks(after.diagnostics));
  expect('tracked', after.diagnostics.tracked, after.diagnostics.tracked === ROWS);
  failures.push(
    ...wireFailures(server, { first: delivered + rejected, isDeaf, waits: most > 0 && most < HOUR_MS / 60 }),
  );
  // Chromium keeps a request that may outlive its page, though it was aborted.
  if (!inBrowser || !row.isSlow) expect('connections left open', server.open, await until(() => !server.open));
  return failures.map(failure => `${row.name} (${row.outcome}): ${failure}`);
}

/** Whoever keeps everything is tried often enough to be taken for blocked, but for what takes long. */
function triesOf({ outcome, isSlow }) {
  return !isSlow && ['later', 'asked', 'blocked'].includes(outcome) ? 3 : 1;
}

/** How many rows are delivered and dropped before the server is healed. */
function sharesOf({ outcome, taken = 0, refused = 0 }) {
  if (outcome === 'delivered') return [ROWS, 0];
  if (outcome === 'dropped') return [0, ROWS];
  return outcome === 'split' ? [ROWS - 1, 1] : [taken, refused];
}

/** How long the destination is left alone after the last try, ms; nothing where all is settled. */
function restOf(row, tries) {
  const { outcome, askedMs = 0, atMostMs = askedMs } = row;
  const [delivered, rejected] = sharesOf(row);
  if (delivered + rejected === ROWS) return [0, 0];
  if (outcome === 'blocked') return [HOUR_MS, HOUR_MS];
  return [Math.max(SECOND_MS, askedMs), Math.max(FIRST_MS * 2 ** (tries - 1), atMostMs)];
}

/** A batch that is refused goes out again in parts, a row alone at the least. */
function mostPosts({ outcome, refused, isMany, isDoubled }, tries) {
  if (outcome === 'split' && !isMany) return 6;
  return outcome === 'dropped' || refused === ROWS || isMany ? 2 * ROWS : tries * (isDoubled ? 2 : 1);
}

function stored({ destinations }) {
  return Object.values(destinations).reduce((sum, { stored }) => sum + stored, 0);
}

/** What reached the server is every row, in order. */
function wireFailures({ requests }, { first, isDeaf, waits }) {
  const failures = [];
  const empty = requests.filter(({ body }) => !body);
  if (empty.length) return [`a request without rows: ${JSON.stringify(empty[0])}`];
  const seqsOf = some => some.flatMap(({ body }) => JSON.parse(body).rows.map(({ seq }) => seq));
  const healed = requests.filter(({ isHealed }) => isHealed);
  const before = requests.filter(({ isHealed }) => !isHealed);
  const wanted = Array.from({ length: ROWS - first }, (_, n) => first + n + 1);
  if (!isDeaf && `${seqsOf(healed)}` !== `${wanted}`) failures.push(`once healed it got ${seqsOf(healed)}`);
  if (!isDeaf && new Set(seqsOf(requests)).size !== ROWS) failures.push(`it never saw all rows: ${seqsOf(requests)}`);
  const waitedMs = (healed[0]?.at ?? Number.POSITIVE_INFINITY) - (before.at(-1)?.at ?? 0);
  if (waits && waitedMs < SECOND_MS - SLACK_MS) failures.push(`it was asked again after ${waitedMs} ms`);
  return failures;
}

/** What was told of the visitor besides rows, or to whom it was not to be told. */
export function tellings({ name }, { requests, elsewhere }) {
  const told = requests.flatMap(({ method, headers }) => {
    const names = FORBIDDEN.filter(each => each in headers);
    const isPlain = method === 'POST' && headers['content-type']?.startsWith('text/plain');
    return names.length || !isPlain ? [`${name}: ${method} ${headers['content-type']} with ${names}`] : [];
  });
  return elsewhere ? [...told, `${name}: another server was asked`] : told;
}
