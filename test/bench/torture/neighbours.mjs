import { LAUNCH } from '../launch.mjs';
import { installNeighbours, NEIGHBOURS } from '../neighbours/install.mjs';
import { serveMock } from '../neighbours/mock.mjs';
import { MANNERS, stay } from '../neighbours/stay.mjs';
import { watchWire } from './wire.mjs';

/** They mostly wait. */
const AT_ONCE = 5;
/** So often an order is gone through again in which medians differ; what is no fault then lies within what they ask alone. */
const AGAIN = 4;
/** A host that nobody foresaw is none, so that nothing leaves this machine. */
const ONLY_HERE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1';

/** HST4: whoever else is on the page asks its hosts as often as without Waymark, which counts as exactly as alone. */
export const hst4 = { ids: ['HST4'], run, minutes: 15 };

async function run(bench) {
  const { site, random } = bench;
  const row = {
    id: 'HST4',
    what: `${NEIGHBOURS.length} neighbours in random order, with and without Waymark`,
    asked: 'their requests unchanged, ledger exact, 0 errors',
  };
  const scripts = await installNeighbours();
  if (!scripts) return { ...row, reached: 'nothing', runs: 0, failures: [], skipped: 'no registry can be reached' };
  for (const [name, text] of Object.entries(scripts)) site.files.set(`/neighbours/${name}.js`, text);
  const mock = await serveMock();
  const wire = watchWire();
  const { url } = await bench.collector(wire.hook);
  const browser = await bench.launch({ args: [...LAUNCH.args, ONLY_HERE] });
  const orders = Array.from({ length: bench.figure(20, 200, 4) }, () => ({
    order: shuffled(['waymark', ...NEIGHBOURS], random),
    manner: MANNERS[Math.floor(random() * MANNERS.length)],
  }));
  const waiting = [...orders.entries()];
  const failures = [];
  const sum = { requests: 0, touchpoints: 0, again: [] };
  const go = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, plan] = next;
      const faults = await compare({ browser, site, mock, to: url, ...plan, name: `order-${index}` }, wire, sum);
      failures.push(...faults.map(fault => `${plan.order.join(' ')}, ${plan.manner}: ${fault}`));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, go));
  } finally {
    mock.close();
  }
  if (wire.repeats()) failures.push(`${wire.repeats()} touchpoints arrived twice`);
  return {
    ...row,
    reached: `${failures.length} faults; ${sum.requests} of their requests, ${sum.touchpoints} touchpoints, compared by medians: ${sum.again.sort().join(' ') || 'none'}`,
    runs: orders.length,
    failures,
  };
}

/** One order with and without Waymark, and again where a count differs. */
async function compare(options, wire, sum) {
  const order = options.order.filter(who => who !== 'waymark');
  const [alone, together] = [[], []];
  const differing = () => NEIGHBOURS.filter(who => median(alone, who) !== median(together, who));
  while (!alone.length || (differing().length && alone.length <= AGAIN)) {
    const name = `${options.name}-${alone.length}`;
    alone.push(await stay({ ...options, order, name: `${name}-without` }));
    together.push(await stay({ ...options, name: `${name}-with` }));
    if (alone.length === 1) sum.again.push(...differing());
  }
  const known = new Set(alone.flatMap(({ complaints }) => complaints.map(({ text }) => plain(text))));
  const faults = differing().flatMap(who => {
    const [usual, counted] = [counts(alone, who), median(together, who)];
    const isUsual = counted >= usual[0] && counted <= usual.at(-1);
    return isUsual ? [] : [`"${who}" asked ${counted} times, not ${usual.join(', ')}`];
  });
  for (const { requests, complaints, strangers, waymark } of together) {
    sum.requests += Object.values(requests).flat().length;
    sum.touchpoints += waymark.kept.length;
    faults.push(...waymark.faults, ...[...strangers].map(host => `asked "${host}", which nobody answers`));
    const missing = waymark.kept.filter(id => !wire.seen.has(id)).length;
    if (missing) faults.push(`${missing} never arrived`);
    for (const { text, isOurs } of complaints) if (isOurs || !known.has(plain(text))) faults.push(text.slice(0, 300));
  }
  const silent = NEIGHBOURS.filter(who => !median(alone, who));
  return [...new Set(faults), ...silent.map(who => `"${who}" asked nothing, which compares nothing`)];
}

function median(visits, who) {
  return counts(visits, who)[visits.length >> 1];
}

function counts(visits, who) {
  return visits.map(({ requests }) => requests[who].length).sort((a, b) => a - b);
}

/** A complaint without what is different each time. */
function plain(text) {
  return text.replace(/order-[\w-]+/g, '').replace(/\d+/g, '');
}

function shuffled(list, random) {
  return list
    .map(value => [random(), value])
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}
