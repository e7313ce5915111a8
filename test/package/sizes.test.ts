import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BESIDE, FILES, PLUGINS } from '../../.ci/sized.mjs';
import { DOCUMENTS, measure, partOf, render } from '../../.ci/sizes.mjs';
import * as capture from '../../src/capture/index.js';
import * as decide from '../../src/decide/index.js';
import * as destinations from '../../src/destinations/index.js';
import * as experiences from '../../src/experiences/index.js';
import * as inspect from '../../src/inspect/index.js';
import * as learn from '../../src/learn/index.js';
import * as stages from '../../src/stages/index.js';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS: Readonly<Record<string, object>> = {
  capture,
  learn,
  stages,
  decide,
  experiences,
  destinations,
  inspect,
};
/** Exports that are no factory. */
const OTHERS = [
  ...['channelOf', 'strengthOf', 'defineStageModel', 'nameStages', 'sentenceOf', 'stageOf'],
  ...['cartLeft', 'firstView', 'goesOn', 'hearSilence', 'safeSeconds', 'likelihoodOf', 'show'],
  ...['creditsOf', 'inAppOf', 'readMore'],
  ...['itemListOf', 'personal', 'refine'],
  ...['cooccurrence', 'recommendFrom', 'recommendWith', 'recommender'],
  ...['checkRule', 'conditionsOf', 'evaluate', 'ruleFunction', 'ruleSentence', 'wakeOf', 'when'],
  ...['repurchasesOf', 'rfmOf', 'segmentRules'],
  ...['bucketOf', 'experiments', 'outcomesOf', 'variantOf'],
  ...['checkSequence', 'thankYou', 'winBack'],
  'personaRules',
  ...['cartSnapshot', 'cartStateOf', 'linesFromUrl', 'restoreUrl'],
  ...['nudge', 'rescue'],
  ...['itemsOf', 'messagesOf', 'rename', 'throughVendor'],
  ...['pageTypes'],
  'rankWishes',
  ...['openCare', 'engagementAt', 'feelingOf', 'moodAt', 'nextSteps', 'riskOf'],
];
const ADVICE = 'Run `npm run build && node .ci/sizes.mjs --write`.';
const FIGURE = /\d[\d,]*(\.\d+)?/g;

/** Figures are rounded to ten bytes or a tenth of a kB; one step more is another version of the compressor, not news. */
function isClose(shown: string, measured: string): boolean {
  const step = shown.includes('.') ? 0.1 : 10;
  return Math.abs(amountOf(shown) - amountOf(measured)) < step * 1.5;
}

function amountOf(figure: string): number {
  return Number(figure.replaceAll(',', ''));
}

const sizes = await measure();

it('states in the documents what is measured', () => {
  const parts = render(sizes);
  expect(Object.keys(parts)).toEqual(Object.keys(DOCUMENTS));
  for (const [name, part] of Object.entries(parts)) {
    const path = (DOCUMENTS as Readonly<Record<string, string>>)[name] ?? '';
    const shown = partOf(readFileSync(new URL(path, ROOT), 'utf8'), name);
    expect(shown.replace(FIGURE, '#'), ADVICE).toBe(part.replace(FIGURE, '#'));
    const figures = part.match(FIGURE) ?? [];
    const stale = (shown.match(FIGURE) ?? []).filter((figure, index) => !isClose(figure, figures[index] ?? ''));
    expect(stale, ADVICE).toEqual([]);
  }
});

it('keeps each destination below a kilobyte, alone', () => {
  const destinations = sizes.plugins.filter((_, index) => PLUGINS[index]?.[1] === 'destinations');
  expect(destinations.length).toBeGreaterThan(20);
  expect(destinations.filter(({ start }) => start > 1_000)).toEqual([]);
});

/** Their options are definitions of the site's own, by name. */
const OWN = ['segments', 'audiences'];

it('measures every factory, under the purpose it has', () => {
  const listed = [...PLUGINS, ...BESIDE].map(([, folder, name]) => `${folder}/${name}`);
  const exported = Object.entries(FOLDERS).flatMap(([folder, names]) =>
    Object.entries(names)
      .filter(([name, value]) => typeof value === 'function' && !OTHERS.includes(name))
      .map(([name]) => `${folder}/${name}`),
  );
  expect(listed.sort()).toEqual(exported.sort());
  const wrong = PLUGINS.filter(([purpose, folder = '', name = '']) => {
    // Every one of them is a factory, and these options satisfy all.
    const factory = (FOLDERS[folder] as Record<string, (options: object) => { purpose?: string }>)[name];
    const options = {
      url: '/rows',
      catalog: [],
      name: 'any',
      id: 'any',
      companyId: 'any',
      siteId: 'any',
      writeKey: 'any',
      when: { all: [] },
      variants: ['one', 'two'],
      params: {},
    };
    // Those of own definitions by name take none of these.
    return (factory?.(OWN.includes(name) ? {} : options).purpose ?? '') !== purpose;
  });
  expect(wrong).toEqual([]);
});

it('names every file beside the script', () => {
  const built = readdirSync(new URL('../../dist', import.meta.url)).filter(name => /^waymark-.*\.js$/.test(name));
  expect(Object.keys(FILES).sort()).toEqual(built.sort());
});
