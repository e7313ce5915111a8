/** What a page of `hostPage` imports, bundled from `src`: for `bundle`. */
export const HOST_APP = { host: 'test/corpus/host-app.mjs' };

/** Every purpose is granted. */
const GRANTED = `{ functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' }`;

/**
 * A page that a healthy page opens, in a frame or a window of its own, and drives from outside: what the host breaks is
 * only the host's. `app` is the address of the bundle; without it the page is alone.
 */
export function hostPage({ name, script }, app) {
  const start = `import { createWaymark, storefront, http } from '${app}'; pristine.arrive(window, site => createWaymark({
    site, automation: 'allow', consent: { default: ${GRANTED} }, plugins: [storefront(), http({ url: '/collect' })],
  }));`;
  return `<!doctype html><title>Host</title><link rel="icon" href="data:,">
<script>const pristine = opener ?? parent; pristine.watch(window);</script>
<script>${script}</script>
<script type="module">${app ? start : 'pristine.arrive(window);'}</script><p>${name.replace(/</g, '&lt;')}</p>`;
}

/** Runs once in the healthy page: gives it `visit({ url, isFrame, count })`, which answers with what happened in a host. */
export function installVisits() {
  const guests = new Map();
  const then = Promise.prototype.then;
  const settle = promise => {
    const late = new Promise((_, reject) => setTimeout(reject, 8_000, new Error('it never settled')));
    // Not awaited itself: its own `then` may be broken.
    return Promise.race([late, new Promise((resolve, reject) => then.call(promise, resolve, reject))]);
  };
  const text = cause => {
    try {
      return `${cause?.stack ?? cause}`;
    } catch {
      return typeof cause;
    }
  };

  /** Called by a guest before anything of its host ran. What is told lands in this page. */
  window.watch = guest => {
    const [complaints, warnings] = [[], []];
    guests.set(guest, { complaints, warnings, arrived: Promise.withResolvers() });
    guest.addEventListener('error', event => complaints.push(`error: ${event.message} ${text(event.error)}`));
    guest.addEventListener('unhandledrejection', event => complaints.push(`rejection: ${text(event.reason)}`));
    guest.console.error = (...values) => complaints.push(`console.error: ${values.map(text).join(' ')}`);
    guest.console.warn = (...values) => warnings.push(values.map(text).join(' '));
  };

  window.arrive = (guest, start) => guests.get(guest).arrived.resolve(start);

  window.visit = async ({ url, isFrame = true, count = 20 }) => {
    const frame = isFrame && document.body.appendChild(Object.assign(document.createElement('iframe'), { src: url }));
    const guest = frame ? frame.contentWindow : window.open(url);
    try {
      return await drive(guest, url, count);
    } finally {
      if (frame) frame.remove();
      else guest.close();
      guests.delete(guest);
    }
  };

  async function drive(guest, url, count) {
    const report = {
      complaints: [],
      problems: [],
      touchpoints: 0,
      decisions: 0,
      exported: 0,
      ids: [],
      status: '',
      thrown: [],
    };
    const attempt = async (what, run) => {
      try {
        return await run();
      } catch (cause) {
        report.thrown.push(`${what}: ${text(cause)}`);
      }
    };
    for (const end = Date.now() + 5_000; !guests.has(guest) && Date.now() < end; )
      await new Promise(done => setTimeout(done, 5));
    const arrived = guests.get(guest)?.arrived.promise ?? new Promise(() => {});
    const start = await attempt('arrive', () => settle(arrived));
    // Nothing to be driven: the host alone.
    const w = start && (await attempt('create', () => start(url)));
    if (w) {
      w.on('touchpoint', () => void report.touchpoints++);
      w.on('decision', () => void report.decisions++);
      for (let n = 0; n < count; n++) {
        const items = [{ item_id: `p${n % 3}`, item_name: 'Guitar', price: 219 }];
        await attempt('track', () => report.ids.push(w.track('view_item', { currency: 'EUR', value: 219, items })));
      }
      await attempt('flush', () => settle(w.flush()));
      await attempt('read', () => [w.profile, w.stage, w.consent, w.diagnostics()]);
      report.status = await attempt('status', () => w.status);
      const log = (await attempt('export', () => settle(w.export())))?.log ?? [];
      const kept = Array.from(log, row => row.touchpoint).filter(
        row => row?.type === 'view_item' && row.data.items?.length === 1,
      );
      report.exported = report.ids.filter(id => id && kept.some(row => row.id === id)).length;
      await attempt('stop', () => w.stop());
    }
    // What nobody caught is told a task later.
    await new Promise(done => setTimeout(done, 50));
    const { complaints = [], warnings = [] } = guests.get(guest) ?? {};
    Object.assign(report, { complaints: [...complaints], warnings: [...warnings] });
    return report;
  }
}

/** What is wrong with a visit. What the host does when it is `alone`, which is asked where there is a complaint, is not ours. */
export async function faultsOf({ degraded, loud }, report, alone) {
  const own = new Set(report.complaints.length ? (await alone()).complaints.map(headOf) : []);
  const faults = report.complaints.filter(complaint => !own.has(headOf(complaint)));
  // Where nothing can work whoever calls may be told so, but nobody else.
  if (degraded) return loud ? [] : faults;
  if (report.exported !== report.ids.length) faults.push(`${report.exported} of ${report.ids.length} were exported`);
  if (!report.decisions) faults.push('nothing was decided');
  return [...report.thrown, ...faults];
}

function headOf(complaint) {
  return complaint.split('\n')[0];
}
