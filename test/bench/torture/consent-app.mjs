// Runs in the page: Waymark with the consent platforms of the corpus, built from `src`.
import { customConsent } from '../../../src/capture/index.ts';
import { http } from '../../../src/destinations/index.ts';
import { createWaymark } from '../../../src/index.ts';
import { storefront } from '../../../src/storefront.ts';
import { ANSWERS } from '../../corpus/consent.ts';
import { BEHAVIOURS } from '../../corpus/consent-behaviours.ts';
import { SIGNALS } from '../../corpus/consent-signals.ts';

const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };

window.ANSWERS = ANSWERS;
window.BEHAVIOURS = BEHAVIOURS;

function create(site, to, sources) {
  window.problems = [];
  window.w = createWaymark({
    site,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: { sources },
    plugins: [storefront(), http({ url: `${to}/collect` })],
  });
  window.w.on('problem', ({ code, message }) => window.problems.push(`${code}: ${message}`));
}

/** Starts Waymark with a platform of this tab that has been granted everything; `window.say` is its mouth. */
window.begin = async ({ site, to }) => {
  const source = customConsent(set => {
    window.say = set;
    set(GRANTED);
  });
  create(site, to, [source]);
  await window.w.ready;
};

/** Tracks what a visitor did as the n-th; whether it was taken. */
window.act = n => {
  const items = [{ item_id: `p${n % 40}`, item_name: `Guitar ${n % 40}`, price: 219 }];
  return window.w.track('view_item', { currency: 'EUR', value: 219, items });
};

/** What a row of the corpus does, act by act; with `grants`, only those before its first grant. */
window.play = (name, index) => {
  const row = window[name][index];
  const signal = SIGNALS[row.signal]();
  /** What every object inherits meanwhile is for the platform alone to stumble over. */
  const polluted = run => {
    Object.assign(Object.prototype, row.inherited);
    try {
      return run();
    } finally {
      for (const field of Object.keys(row.inherited ?? {})) delete Object.prototype[field];
    }
  };
  const source = signal.source();
  const heard = { name: source.name, watch: (set, life) => polluted(() => source.watch(set, life)) };
  return {
    row,
    stage: () => polluted(() => (row.fields ? signal.stage(row.fields) : row.before(signal))),
    acts: (row.acts ?? []).map(act => () => act(signal)),
    start: (site, to) => create(site, to, [heard]),
  };
};

/** Rows of the corpus that grant nothing, and how many of their acts do not. */
window.ungranted = [
  ...ANSWERS.map(({ expected }, index) => ['ANSWERS', index, 0, Object.values(expected)]),
  ...BEHAVIOURS.map(({ expected }, index) => {
    const first = expected.indexOf('granted');
    const acts = first < 0 ? expected.length - 1 : first - 1;
    return ['BEHAVIOURS', index, acts, expected.slice(0, 1)];
  }),
]
  .filter(([, , , standings]) => !standings.includes('granted'))
  .map(([name, index, acts]) => ({ name, index, acts }));
