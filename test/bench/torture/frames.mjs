import { serve } from '../serve.mjs';
import { until } from './browser.mjs';

const TOUCHPOINTS = 10;

/** HST6: frames of every kind: nothing is thrown, and in the worst case it works in memory. */
export const hst6 = { ids: ['HST6'], run };

async function run(bench) {
  const rounds = bench.figure(2, 20);
  const { origin, pages } = bench.site;
  const guest = `<!doctype html><title>Frame</title><script type="module">${guestOf(origin)}</script>`;
  pages['/frame'] = guest;
  // Another host of loopback is another site.
  const other = await serve((_, response) => response.setHeader('content-type', 'text/html').end(guest));
  const stranger = other.origin.replace('localhost', '127.0.0.1');
  const kinds = {
    sandboxed: { src: `${origin}/frame`, sandbox: 'allow-scripts' },
    'sandboxed srcdoc': { srcdoc: guest, sandbox: 'allow-scripts' },
    'cross-site': { src: `${stranger}/frame` },
    srcdoc: { srcdoc: guest },
    'about:blank': { written: guest },
    detached: { srcdoc: guest, isDetached: true },
  };
  const context = await bench.context();
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(`${error.stack ?? error}`));
  await page.goto(`${origin}/outside`);
  await page.evaluate(() => {
    window.reports = {};
    addEventListener('message', ({ data }) => {
      window.reports[data.kind] = data;
    });
  });
  const failures = [];
  const reached = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const [kind, options] of Object.entries(kinds)) {
      const name = `${kind} ${round}`;
      await page.evaluate(open, { name, count: TOUCHPOINTS, ...options });
      const report = await until(() => page.evaluate(key => window.reports[key], name));
      reached.add(`${kind}: ${report?.status ?? 'nothing'}`);
      if (!report) failures.push(`${name}: it never answered`);
      else if (report.thrown) failures.push(`${name}: ${report.thrown}`);
      else if (!options.isDetached && report.kept !== TOUCHPOINTS) failures.push(`${name}: ${report.kept} were kept`);
    }
  }
  other.close();
  delete pages['/frame'];
  failures.push(...errors);
  return {
    id: 'HST6',
    what: `${TOUCHPOINTS} touchpoints in frames of ${Object.keys(kinds).length} kinds`,
    asked: 'no throw, memory mode where storage is refused',
    reached: [...reached].join(', '),
    runs: rounds * Object.keys(kinds).length,
    failures,
  };
}

/** Text of the module that runs in the frame: it waits to be told its name. */
function guestOf(origin) {
  return `
    import { createWaymark, storefront } from '${origin}/host.js';
    const tell = report => parent.postMessage(report, '*');
    addEventListener('unhandledrejection', ({ reason }) => tell({ kind: window.kind, thrown: String(reason) }));
    addEventListener('message', async ({ data: { name: kind, count, isDetached } }) => {
      window.kind = kind;
      try {
        const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
        const w = createWaymark({ site: kind, automation: 'allow', consent: { default: all }, plugins: [storefront()] });
        const act = () => w.track('view_item', { currency: 'EUR', value: 1, items: [{ item_id: 'a', price: 1 }] });
        const told = parent;
        if (isDetached) {
          act();
          await w.ready;
          frameElement.remove();
          for (let n = 0; n < count; n++) act();
          void w.flush();
          w.stop();
          told.postMessage({ kind, status: 'detached' }, '*');
          return;
        }
        const ids = Array.from({ length: count }, act);
        const { log } = await w.export();
        const kept = log.filter(row => ids.includes(row.touchpoint?.id)).length;
        const { status } = w;
        w.stop();
        tell({ kind, status, kept });
      } catch (cause) {
        tell({ kind, thrown: String(cause?.stack ?? cause) });
      }
    });
    addEventListener('error', ({ message }) => tell({ kind: window.kind, thrown: message }));
    tell({ kind: 'ready' });`;
}

/** Runs in the page around: opens the frame and tells it to begin. */
async function open({ name, count, isDetached, src, srcdoc, sandbox, written }) {
  const frame = document.createElement('iframe');
  if (sandbox) frame.sandbox = sandbox;
  if (src) frame.src = src;
  if (srcdoc) frame.srcdoc = srcdoc;
  const ready = new Promise(resolve => {
    addEventListener('message', function hear({ data }) {
      if (data.kind !== 'ready') return;
      removeEventListener('message', hear);
      resolve();
    });
  });
  document.body.append(frame);
  if (written) {
    frame.contentDocument.write(written);
    frame.contentDocument.close();
  }
  await Promise.race([ready, new Promise(resolve => setTimeout(resolve, 5_000))]);
  frame.contentWindow.postMessage({ name, count, isDetached }, '*');
}
