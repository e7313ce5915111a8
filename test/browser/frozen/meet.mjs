import { FORMATS, isKnownFlaw } from './builds.mjs';

const TYPES = ['view_item', 'add_to_cart', 'purchase'];
const LEFT = 2;

/**
 * Two builds on the database of one site: one after the other and back or, `together`, the second beside an open page of
 * the first. `open` opens a tab at `/versions`. Answers the ids that were acknowledged, and what went wrong.
 */
export async function meet({ open, site, builds: [first, second], together, count }) {
  const acked = [];
  const failures = [];
  const witness = await open();
  let last = 0;
  /** Once a build of a newer format has been there, the others only write ahead. */
  let newest = 0;

  const commits = build => FORMATS[build] >= newest;
  const records = () => witness.evaluate(wanted => window.records(wanted), site);

  function next(more) {
    last += more;
    return { from: last - more, count: more };
  }

  async function enter(build, who) {
    const tab = await open();
    await tab.evaluate(wanted => window.start(wanted), { build, site });
    newest = Math.max(newest, FORMATS[build]);
    return { tab, build, told: text => failures.push(`${first} and ${second}, ${build} ${who}: ${text}`) };
  }

  async function act({ tab }, more = count) {
    acked.push(...(await tab.evaluate(wanted => window.actAndFlush(wanted), next(more))));
  }

  /** One page: tracks, is looked at, and leaves something in the inbox. */
  async function visit(build, who) {
    const before = last && (await records());
    const page = await enter(build, who);
    await act(page);
    await look(page);
    const left = await page.tab.evaluate(wanted => window.actAndHold(wanted), next(LEFT));
    acked.push(...left);
    await leave(page);
    const after = await records();
    const waiting = left.filter(({ id }) => after.waiting.includes(id)).length;
    if (waiting !== LEFT) page.told(`left ${waiting} in the inbox instead of ${LEFT}`);
    if (!commits(build) && before.others !== after.others) page.told('changed what a newer build wrote');
  }

  /** Holds what a page knows against what was acknowledged. */
  async function look({ tab, build, told }) {
    const { ids, swept, waiting, counts, orders } = await tab.evaluate(() => window.look());
    if (!commits(build)) return;
    const known = new Set(ids);
    const lost = acked.filter(({ id }) => !known.has(id)).length;
    if (ids.length !== known.size) told(`${ids.length - known.size} are there twice`);
    // What retention took is in the counts only.
    if (lost > swept) told(`${lost} of ${acked.length} acknowledged are gone`);
    if (waiting) told(`${waiting} were left in the inbox`);
    for (const type of TYPES) {
      const wanted = acked.filter(act => act.type === type).length;
      if (counts[type] !== wanted) told(`counted ${counts[type]} of type "${type}" instead of ${wanted}`);
      if (type === 'purchase' && orders !== wanted) told(`knows ${orders} orders instead of ${wanted}`);
    }
  }

  async function leave({ tab, build, told }) {
    const [status, problems] = await tab.evaluate(() => [window.w.status, window.problems]);
    if (status !== 'ready') told(`is in status "${status}"`);
    for (const text of problems) if (commits(build) || !isKnownFlaw(build, text)) told(text);
    for (const text of await tab.complaints()) told(text);
    await tab.close();
  }

  await visit(first, 'at first');
  if (together) {
    const one = await enter(first, 'before the other');
    await act(one);
    const both = [one, await enter(second, 'beside the other')];
    for (let round = 0; round < 6; round++) await act(both[round % 2], 2);
    for (let round = 0; round < 3; round++) await Promise.all(both.map(page => act(page, 3)));
    for (const page of both) await act(page);
    for (const page of both) await leave(page);
  } else {
    await visit(second, 'after it');
    await visit(first, 'again');
  }
  for (const build of new Set([second, first].filter(commits))) {
    const page = await enter(build, 'at the end');
    await look(page);
    await leave(page);
  }
  await witness.close();
  return { acked: acked.map(({ id }) => id), failures };
}
