/**
 * Runs in the page: calls of `track` in tasks of their own, the next once the last is committed, after 50 to get warm.
 * Then calls right after another in the same task. Between the former, in turn, what the browser needs for one put, one request, a copy of the touchpoint and a piece of arithmetic. All in ms.
 */
export async function measureCalls(calls) {
  const WARM = 50;
  const FETCH_EVERY = 10;
  const IN_ONE_TASK = 10;
  const ADDITIONS = 5_000;
  const BODY = 'x'.repeat(2_500);
  const figures = { track: [], repeated: [], acknowledged: [], committed: [], arithmetic: [], clones: [], fetches: [] };
  let last;
  for (let index = 0; index < WARM; index++) {
    add();
    window.view(index);
    last = await window.committed();
  }
  window.spans.length = 0;
  for (let index = 0; index < calls; index++) {
    await task();
    await window.put(
      { tab: 't', n: index, epoch: 'e', at: Date.now(), purposes: ['analytics'], touchpoint: last },
      index,
    );
    await task();
    figures.arithmetic.push(timed(add));
    await task();
    figures.clones.push(timed(() => structuredClone(last)));
    await task();
    if (index % FETCH_EVERY === 0) await post();
    await task();
    const began = performance.now();
    figures.track.push(timed(() => window.view(index)));
    last = await window.committed();
    figures.committed.push(performance.now() - began);
    figures.acknowledged.push(window.acknowledgedAt - began);
  }
  const { spans } = window;
  window.spans = [];
  for (let index = 0; index < calls; index++) {
    const isFirst = index % IN_ONE_TASK === 0;
    if (isFirst) await window.waymark.flush().then(task);
    const lasted = timed(() => window.view(index));
    if (!isFirst) figures.repeated.push(lasted);
  }
  return { ...figures, spans };

  function task() {
    return new Promise(resolve => setTimeout(resolve));
  }

  function timed(run) {
    const began = performance.now();
    run();
    return performance.now() - began;
  }

  function add() {
    let sum = 0;
    for (let index = 0; index < ADDITIONS; index++) sum = (sum * 31 + index) | 0;
    window.sum = sum;
  }

  async function post() {
    let answer;
    const options = { method: 'POST', body: BODY, keepalive: true, credentials: 'omit' };
    figures.fetches.push(
      timed(() => {
        answer = fetch('/collect?floor', options);
      }),
    );
    await (await answer).text();
    await task();
  }
}
