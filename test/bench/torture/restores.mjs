import { until } from './browser.mjs';
import { lawBreaks, total } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const ROUND_MS = 3_000;

/** DUR7: Waymark never keeps a page out of the back/forward cache. The page reports by itself: a driver's hold on it ends there. */
export const dur7 = { ids: ['DUR7'], run };

async function run({ site, launch, collector, figure }) {
  const rounds = figure(12, 100);
  const wire = watchWire();
  const { url } = await collector(wire.hook);
  site.pages['/kept'] = kept({ site: 'kept', to: url });
  site.pages['/away'] = away({ site: 'kept', to: url });
  site.notes.length = 0;
  const browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  const page = await browser.newPage();
  await page.goto(`${site.origin}/kept?rounds=${rounds}`);
  await until(() => site.notes.length >= rounds, rounds * ROUND_MS);
  await browser.close();
  const notes = site.notes.slice(0, rounds);
  const persisted = notes.filter(({ persisted }) => persisted === 'true').length;
  const once = notes.filter(({ views }) => views === '1').length;
  const failures = [...new Set(notes.flatMap(({ broken }) => broken || []))];
  if (persisted < rounds) failures.push(`${persisted} of ${rounds} restores came out of the cache`);
  if (once < rounds) failures.push(`${once} of ${rounds} restores counted one view`);
  return {
    id: 'DUR7',
    what: 'restores out of the back/forward cache, with one new view each',
    asked: `${rounds} of ${rounds}`,
    reached: `${persisted} persisted, ${once} with one view, ${wire.posts.length} requests`,
    runs: notes.length,
    failures,
  };
}

/** The next page sends for both: a lock that the one in the cache still held or asked for would end it there. */
function away(options) {
  return `<!doctype html><title>Away</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script><script type="module">
  await window.start(${JSON.stringify(options)});
  await window.w.flush();
  setTimeout(() => history.back(), 150);
</script>`;
}

/** A page that leaves once it has started and whenever it is restored, and notes what it saw. */
function kept(options) {
  return `<!doctype html><title>Kept</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script><script type="module">
  const rounds = Number(new URLSearchParams(location.search).get('rounds'));
  ${lawBreaks}
  ${total}
  let views = 0, shown = 0;
  await window.start(${JSON.stringify(options)});
  window.w.on('touchpoint', ({ type }) => { if (type === 'page_view') views++; });
  const leave = () => setTimeout(() => { if (shown < rounds) location.href = '/away'; }, 200);
  addEventListener('pageshow', ({ persisted }) => {
    views = 0;
    shown++;
    setTimeout(() => {
      const broken = lawBreaks(window.w.diagnostics()).join();
      fetch('/note?' + new URLSearchParams({ persisted, views, broken }), { keepalive: true });
      leave();
    }, 250);
  });
  leave();
</script>`;
}
