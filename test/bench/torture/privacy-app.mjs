// Runs in the page: Waymark as a shop has it, with every way out listened to, and what a page may say of a visitor.
import { consoleLog, http } from '../../../src/destinations/index.ts';
import { createWaymark, definePlugin } from '../../../src/index.ts';
import { storefront } from '../../../src/storefront.ts';
import { payloadControls, payloadRows } from '../../corpus/payloads.ts';

const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
const SIGNALS = ['touchpoint', 'decision', 'consent', 'profile'];

window.payloads = payloadRows.filter(row => !row.debatable);
window.payloadControls = payloadControls;

/** Starts Waymark; what it tells anybody is in `window.heard`. Whether problems are listened to, else the console says them. */
window.begin = async ({ site, to, isHeard = true, isLogged = true }) => {
  window.problems = [];
  window.w = createWaymark({
    site,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: { default: GRANTED },
    plugins: [storefront(), loud(), http({ url: `${to}/collect` }), ...(isLogged ? [consoleLog()] : [])],
  });
  for (const name of SIGNALS) window.w.on(name, value => void window.heard.push(window.told([name, value])));
  if (isHeard) window.w.on('problem', problem => void window.problems.push(window.told(problem)));
  await window.w.ready;
};

/** A check that says what it was given. */
function loud() {
  return definePlugin({ name: 'loud', vocabulary: { complain: data => `received "${data.note}"` } });
}

/** All that is kept in this browser, and what is known in this page. */
window.kept = async () => {
  const names = window.caches ? await caches.keys() : [];
  return {
    heard: window.heard,
    databases: await Promise.all((await indexedDB.databases()).map(({ name }) => window.records(name))),
    local: { ...localStorage },
    session: { ...sessionStorage },
    caches: names,
    cookie: document.cookie,
    name: window.name,
    state: history.state,
    profile: window.w?.profile,
    diagnostics: window.w?.diagnostics(),
    problems: window.problems,
  };
};
