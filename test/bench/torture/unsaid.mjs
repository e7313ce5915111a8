import { corpus, textsIn } from './corpus.mjs';
import { lendBuffer, listen } from './kept.mjs';

/** PRI12: what Waymark says of itself quotes nothing a visitor is known by, taken or refused. */
export const pri12 = { ids: ['PRI12'], run };

async function run(bench) {
  const known = await corpus();
  const { url: to } = await bench.collector();
  const failures = [];
  const sum = { payloads: 0, refused: 0, problems: 0, lines: 0 };
  for (const isHeard of [true, false]) {
    const { said, payloads, refused } = await complain(bench, {
      site: `unsaid-${isHeard}`,
      to,
      isHeard,
      isLogged: false,
    });
    const lines = isHeard ? said.problems : said.lines;
    if (!lines.length) failures.push(`nothing was said in ${isHeard ? 'problems' : 'the console'}`);
    if (isHeard && refused < payloads.length) failures.push(`only ${refused} were refused`);
    sum.payloads = payloads.length;
    sum.refused += refused;
    sum.problems += said.problems.length;
    sum.lines += said.lines.length;
    const readings = known.readingsOf(textsIn(said));
    for (const { name, canaries } of payloads) if (known.says(readings, canaries)) failures.push(`it quotes ${name}`);
  }
  return {
    id: 'PRI12',
    what: 'problems, diagnostics and console about data that is personal, odd or refused',
    asked: '0 canaries',
    reached: `${failures.length} of ${sum.payloads} quoted in ${sum.problems} problems and ${sum.lines} lines, ${sum.refused} refused`,
    runs: sum.payloads * 2,
    failures,
  };
}

async function complain(bench, options) {
  const context = await bench.context();
  const lines = [];
  context.on('console', message => lines.push(message.text()));
  context.on('weberror', error => lines.push(`${error.error().stack}`));
  await context.addInitScript(listen);
  await context.addInitScript(lendBuffer);
  const page = await context.newPage();
  await page.goto(`${bench.site.origin}/unsaid`);
  const outcome = await page.evaluate(sayEverything, options);
  await context.close();
  return { ...outcome, said: { ...outcome.said, lines } };
}

/** Runs in the page: every payload as it is, as data of an order it cannot be, to a check that quotes it, and as a person. */
async function sayEverything(options) {
  await import('/privacy.js');
  await window.begin(options);
  const { w, payloads } = window;
  for (const { type, data, canaries } of payloads) {
    const [canary] = canaries;
    const address = `${canary}@example.com`;
    w.track(type, data);
    w.track('purchase', {
      ...data,
      transaction_id: 7,
      price: canary,
      value: canary,
      items: [canary, { price: canary }],
    });
    w.track('complain', { note: address });
    w.track('view_item', `${address}`);
    w.identify(address, { email: address, [address]: data });
    w.correct('cart', { lines: address });
    w.correct(canary.length > 20 ? 'nothing' : 'orders', [data]);
  }
  await w.flush();
  const said = { problems: window.problems, heard: window.heard.filter(isOwn), diagnostics: w.diagnostics() };
  const { dropped } = said.diagnostics;
  return { said, refused: dropped.refused ?? 0, payloads: payloads.map(({ name, canaries }) => ({ name, canaries })) };

  /** What the page itself is told of touchpoints is not Waymark's word about itself. */
  function isOwn(text) {
    return /^\["(log|info|warn|error|debug|groupCollapsed|postMessage)"/.test(text);
  }
}
