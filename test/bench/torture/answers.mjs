const STEP_MS = 5_000;

/** PRI5: only a grant is a grant, whatever else a platform says or does. */
export const pri5 = { ids: ['PRI5'], run };

async function run(bench) {
  const { url } = await bench.collector();
  const context = await bench.context();
  const page = await visit(bench, context);
  const counts = await page.evaluate(() => [window.ANSWERS.length, window.BEHAVIOURS.length]);
  const failures = [...(await page.evaluate(answerAll, url))];
  await page.close();
  const rows = Array.from({ length: counts[1] }, (_, index) => index);
  const size = bench.figure(40, counts[1], 10);
  const chosen = rows.sort(() => bench.random() - 0.5).slice(0, size);
  for (const index of chosen) failures.push(...(await behave(bench, context, { index, to: url })));
  await context.close();
  return {
    id: 'PRI5',
    what: 'answers and behaviours of ten signals, text, numbers, lists, inherited and broken ones among them',
    asked: 'the grant that was given, else pending or denied',
    reached: `${counts[0]} answers and ${chosen.length} of ${counts[1]} behaviours, ${failures.length} read otherwise`,
    runs: counts[0] + chosen.length,
    failures,
  };
}

async function visit({ site }, context, isTimed = false) {
  const page = await context.newPage();
  if (isTimed) await page.clock.install();
  await page.goto(`${site.origin}/consent/page`);
  await page.waitForFunction(() => window.ungranted);
  return page;
}

/** Runs in the page. */
function answerAll(to) {
  return window.ANSWERS.flatMap((answer, index) => {
    const { row, stage, start } = window.play('ANSWERS', index);
    const before = new Set(Object.getOwnPropertyNames(window));
    stage();
    start(`answer-${index}`, to);
    const { consent } = window.w;
    window.w.stop();
    for (const name of Object.getOwnPropertyNames(window)) if (!before.has(name)) delete window[name];
    const wrong = Object.keys(consent).filter(purpose => consent[purpose] !== answer.expected[purpose]);
    return wrong.map(purpose => `${row.signal} ${row.title}: ${purpose} is ${consent[purpose]}`);
  });
}

async function behave(bench, context, options) {
  const page = await visit(bench, context, true);
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  const { title, count, expected } = await page.evaluate(({ index, to }) => {
    const { row, stage, acts, start } = window.play('BEHAVIOURS', index);
    stage();
    start(`behaviour-${index}`, to);
    window.acts = acts;
    window.standing = () => window.w.consent[row.purpose];
    return { title: `${row.signal} ${row.title}`, count: acts.length, expected: row.expected };
  }, options);
  const seen = [await page.evaluate(() => window.standing())];
  for (let act = 0; act < count; act++) {
    await page.clock.runFor(STEP_MS);
    await page.evaluate(n => window.acts[n](), act);
    await page.clock.runFor(STEP_MS);
    seen.push(await page.evaluate(() => window.standing()));
  }
  await page.close();
  if (`${seen}` !== `${expected}`) errors.push(`was ${seen}, not ${expected}`);
  return errors.map(error => `${title}: ${error}`);
}
