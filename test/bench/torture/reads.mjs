import { pause, visit } from './browser.mjs';

const HOURS = 24;
const FORM =
  '<!doctype html><title>Form</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script><form><input id="a"><input id="b" type="password"><textarea id="c"></textarea><select id="d"><option>x<option>y</select></form><div id="e" contenteditable></div>';
/** Getters and functions by the prototype they are on: what is typed, and what tells one device from another. */
const TYPED = {
  HTMLInputElement: 'value defaultValue checked valueAsNumber valueAsDate selectionStart',
  HTMLTextAreaElement: 'value defaultValue textLength',
  HTMLSelectElement: 'value selectedIndex selectedOptions',
  HTMLElement: 'innerText outerText',
  Node: 'textContent nodeValue',
  Element: 'innerHTML outerHTML',
  FormData: 'get getAll entries',
};
const DEVICE = {
  HTMLCanvasElement: 'getContext toDataURL toBlob',
  CanvasRenderingContext2D: 'getImageData measureText',
  WebGLRenderingContext: 'getParameter getExtension',
  BaseAudioContext: 'createOscillator createAnalyser',
  Document: 'fonts',
  Navigator:
    'plugins mimeTypes hardwareConcurrency deviceMemory getBattery userAgent userAgentData languages platform mediaDevices connection maxTouchPoints',
  MediaDevices: 'enumerateDevices',
  Screen: 'width height colorDepth availWidth',
};

/** PRI3, PRI10, PRI11: nothing typed is read, no device is measured, and without a destination nothing is sent. */
export const pri3 = { ids: ['PRI3', 'PRI10', 'PRI11'], run };

async function run(bench) {
  const context = await bench.context();
  bench.site.pages['/page'] = FORM;
  await context.addInitScript(instrument, { typed: TYPED, device: DEVICE });
  await context.clock.install();
  const page = await visit(context, { origin: bench.site.origin, site: 'reads' });
  delete bench.site.pages['/page'];
  const requests = [];
  page.on('request', request => requests.push(request.url()));
  for (const id of ['a', 'b', 'c', 'e']) {
    await page.locator(`#${id}`).click();
    await page.keyboard.type('4111 1111 1111 1111');
  }
  await page.evaluate(() => window.walk({ count: 20, pauses: [0] }));
  for (let hour = 0; hour < HOURS; hour++) {
    await page.clock.fastForward(3_600_000);
    await page.evaluate(() => {
      dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      return window.w.flush();
    });
  }
  await pause(500);
  const reads = await page.evaluate(() => window.reads);
  const probe = await page.evaluate(() => {
    document.querySelector('#a').value;
    navigator.hardwareConcurrency;
    return window.reads;
  });
  const isBlind = probe.typed.length === reads.typed.length || probe.device.length === reads.device.length;
  // Parts of the bundle come from the page's own server.
  const sent = requests.filter(url => !url.startsWith(bench.site.origin) || !url.endsWith('.js'));
  const row = (id, what, asked, found) => {
    const failures = isBlind ? ['the instruments see nothing', ...found] : found;
    return { id, what, asked, reached: `${found.length}`, runs: 1, failures };
  };
  return [
    row('PRI3', 'reads of what a visitor types', '0', [...new Set(reads.typed)]),
    row('PRI10', 'reads that tell devices apart', '0', [...new Set(reads.device)]),
    row('PRI11', `requests in ${HOURS} simulated hours without a destination`, '0', sent),
  ];
}

/** Runs in the page before anything else. */
function instrument({ typed, device }) {
  window.reads = { typed: [], device: [] };
  for (const [kind, table] of Object.entries({ typed, device })) {
    for (const [owner, names] of Object.entries(table)) {
      const target = window[owner]?.prototype;
      for (const name of target ? names.split(' ') : []) {
        const native = Object.getOwnPropertyDescriptor(target, name);
        if (!native) continue;
        const note = () => void window.reads[kind].push(`${owner}.${name}`);
        const { get, value } = native;
        if (get)
          native.get = function () {
            note();
            return get.call(this);
          };
        else
          native.value = function (...values) {
            note();
            return value.apply(this, values);
          };
        Object.defineProperty(target, name, native);
      }
    }
  }
}
