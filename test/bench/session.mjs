import { leave } from './visit.mjs';

const PAGES = 4;
/** Beside the view of the page, which counts itself. */
const VIEWS = 4;
const PAGE_MS = 2_000;
const TOUCHPOINTS = PAGES * (1 + VIEWS);
const REQUESTS = 5;
const SETTLE_MS = 1_000;

/** What a short visit costs on the wire: four pages of two seconds, five touchpoints each. @returns {import('./visit.mjs').Subject} */
export function session({ browser, site }) {
  const seen = [];

  async function round(number) {
    const query = `?session${number}`;
    const address = `${site.origin}/with${query}`;
    const context = await browser.newContext();
    const page = await context.newPage();
    for (let index = 0; index < PAGES; index++) {
      const began = Date.now();
      // As a link on the site does it.
      await page.goto(address, index ? { referer: address } : {});
      await page.evaluate(browse, { views: VIEWS, everyMs: PAGE_MS / (VIEWS + 2) });
      await page.waitForTimeout(Math.max(0, PAGE_MS - (Date.now() - began)));
    }
    await leave(page);
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
    seen.push(summaryOf(site.requests.filter(request => request.visit === query)));
    await context.close();
  }

  function lines() {
    const most = name => Math.max(...seen.map(one => one[name]));
    const fewest = Math.min(...seen.map(({ arrived }) => arrived));
    const name = `session of ${TOUCHPOINTS} touchpoints over ${PAGES} pages`;
    return [
      [
        `${name}: requests, most of ${seen.length}`,
        `${most('requests')}`,
        `≤ ${REQUESTS}`,
        most('requests') <= REQUESTS,
      ],
      [`${name}: touchpoints that arrived at once`, `${fewest}`, `${TOUCHPOINTS}`, fewest === TOUCHPOINTS],
      [`${name}: touchpoints that arrived again`, `${most('repeated')}`],
      [`${name}: bytes of the bodies`, `${most('bytes')}`],
    ];
  }

  return { round, lines };
}

/** Runs in the page. */
async function browse({ views, everyMs }) {
  for (let index = 0; index < views; index++) {
    await new Promise(resolve => setTimeout(resolve, everyMs));
    window.view(index);
  }
}

/** Pure. */
function summaryOf(requests) {
  const rows = requests.flatMap(({ body }) => (body ? JSON.parse(body).rows : []));
  const ids = rows.flatMap(({ touchpoint }) =>
    /^(page_view|view_item)$/.test(touchpoint?.type) ? [touchpoint.id] : [],
  );
  const arrived = new Set(ids).size;
  return {
    requests: requests.length,
    bytes: requests.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0),
    arrived,
    repeated: ids.length - arrived,
  };
}
