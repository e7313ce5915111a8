import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

/** Entries of the npm package: `waymark`, `waymark/storefront`, … */
const entries = [
  'index',
  'storefront',
  'capture/index',
  'learn/index',
  'stages/index',
  'decide/index',
  'experiences/index',
  'destinations/index',
  'inspect/index',
  'testing/index',
].map(path => `src/${path}.ts`);

/** Plugins a script-tag user names in JSON, each a file of its own beside the script. */
const addOns = {
  http: 'destinations/http.ts',
  ga4: 'destinations/ga4.ts',
  gtm: 'destinations/gtm.ts',
  segment: 'destinations/segment.ts',
  rudderstack: 'destinations/rudderstack.ts',
  'customer-io': 'destinations/customer-io.ts#customerIo',
  amplitude: 'destinations/amplitude.ts',
  mixpanel: 'destinations/mixpanel.ts',
  'otel-logs': 'destinations/otel-logs.ts#otelLogs',
  'segment-source': 'capture/segment-source.ts#segmentSource',
  posthog: 'destinations/posthog.ts',
  snowplow: 'destinations/snowplow.ts',
  matomo: 'destinations/matomo.ts',
  plausible: 'destinations/plausible.ts',
  umami: 'destinations/umami.ts',
  'meta-pixel': 'destinations/meta-pixel.ts#metaPixel',
  'google-ads': 'destinations/google-ads.ts#googleAds',
  tiktok: 'destinations/tiktok.ts',
  pinterest: 'destinations/pinterest.ts',
  linkedin: 'destinations/linkedin.ts',
  'microsoft-uet': 'destinations/microsoft-uet.ts#microsoftUet',
  klaviyo: 'destinations/klaviyo.ts',
  'klaviyo-api': 'destinations/klaviyo-api.ts#klaviyoApi',
  hubspot: 'destinations/hubspot.ts',
  webhook: 'destinations/webhook.ts',
  console: 'destinations/console.ts#consoleLog',
  vitals: 'capture/vitals.ts',
  markup: 'capture/markup.ts',
  attributes: 'capture/attributes.ts',
  shopify: 'capture/shopify.ts',
  woocommerce: 'capture/woocommerce.ts',
  magento: 'capture/magento.ts',
  facts: 'capture/facts.ts',
  app: 'capture/app.ts',
  'self-report': 'capture/self-report.ts#selfReport',
  contact: 'learn/contact.ts',
  checkout: 'checkout-friction.ts#checkoutFriction',
  waits: 'learn/waits.ts',
  aftercare: 'aftercare.ts',
  behaviour: 'behaviour.ts',
  support: 'capture/support.ts',
  'armed-cart': 'decide/armed-cart.ts#armedCart',
  'shop-rules': 'shop-rules.ts#shopRules',
  nudges: 'nudges.ts',
  // A page needs its variant before anything is decided, so the file exports that, too.
  experiments: 'decide/experiments.ts#variantOf, experiments',
  sequences: 'shop-sequences.ts#shopSequences',
  suggestions: 'experiences/suggestions.ts',
  rails: 'shop-rails.ts#shopRails',
  slots: 'shop-slots.ts#shopSlots',
  panel: 'inspect/panel.ts',
};

/** Parts that are loaded when they are needed. */
const lazyParts = [
  'src/runtime/engine.ts',
  'src/runtime/delivery.ts',
  'src/runtime/requests.ts',
  'src/runtime/rights.ts',
  'src/runtime/explain.ts',
  'src/decide/evaluate.ts',
  'src/decide/nudge-conditions.ts',
  'src/runtime/inventory.ts',
  'src/runtime/import-rows.ts',
  'src/runtime/share.ts',
  'src/runtime/mend.ts',
  'src/runtime/plain.ts',
  'src/runtime/heal.ts',
  'src/platform/memory-store.ts',
  'src/core/migrate.ts',
  'src/core/nearest.ts',
  'src/script-plugins.ts',
  'src/script-words.ts',
  'src/capture/consent/auto-consent.ts',
  'src/capture/read-catalog.ts',
  'src/capture/know-better.ts',
  'src/capture/embedded-videos.ts',
  'src/capture/read-magento.ts',
  'src/capture/read-markup.ts',
  'src/capture/read-shopify.ts',
  'src/capture/read-vitals.ts',
  'src/capture/read-woocommerce.ts',
  'src/experiences/draw-card.ts',
  'src/inspect/show-more.ts',
  'src/destinations/ga4-words.ts',
  'src/destinations/gtm-words.ts',
  'src/destinations/segment-like.ts',
  'src/destinations/amplitude-words.ts',
  'src/destinations/mixpanel-words.ts',
  'src/destinations/otel-logs-words.ts',
  'src/destinations/posthog-words.ts',
  'src/destinations/snowplow-words.ts',
  'src/destinations/matomo-words.ts',
  'src/destinations/plausible-words.ts',
  'src/destinations/umami-words.ts',
  'src/destinations/meta-pixel-words.ts',
  'src/destinations/google-ads-words.ts',
  'src/destinations/tiktok-words.ts',
  'src/destinations/pinterest-words.ts',
  'src/destinations/linkedin-words.ts',
  'src/destinations/microsoft-uet-words.ts',
  'src/destinations/klaviyo-words.ts',
  'src/destinations/klaviyo-api-words.ts',
  'src/destinations/hubspot-words.ts',
  'src/destinations/hubspot-form.ts',
  'src/destinations/webhook-words.ts',
];

/** What is not ours, by the file that holds it. */
const borrowed = {
  'src/runtime/engine.ts': ' With idb-keyval, Apache-2.0.',
  'src/capture/read-vitals.ts': ' With web-vitals, Apache-2.0.',
};

/** What several files beside the script are made of: they share it in one file, which a page loads once. */
const shared = {
  'waymark-lazy-conditions.js': {
    parts: ['fits', 'sight', 'leaves', 'question-of', 'weigh', 'wake-of', 'check-rule', 'bucket'].map(
      name => `src/decide/${name}.ts`,
    ),
    users: [
      'shop-rules.ts',
      'nudges.ts',
      'decide/experiments.ts',
      'shop-sequences.ts',
      'decide/evaluate.ts',
      'decide/nudge-conditions.ts',
    ].map(path => `src/${path}`),
  },
  'waymark-lazy-words.js': {
    parts: ['messages', 'vendor', 'page-object', 'loader', 'post-each', 'shop-facts', 'segment-spec', 'ad-words'].map(
      name => `src/destinations/${name}.ts`,
    ),
    users: lazyParts.filter(path => path.startsWith('src/destinations/')),
  },
};

const compile = esbuild({ target: 'es2022', sourceMap: true });
const find = () => resolve({ browser: true, extensions: ['.js', '.ts'] });
/** Chromium compiles what follows while it loads the file, beside the page's own thread; elsewhere it is a comment. */
const EAGER = '//# allFunctionsCalledOnLoad';
const shrink = (borrowed = '') =>
  terser({ ecma: 2022, compress: { passes: 3 }, format: { preamble: `${EAGER}\n/*! waymark, MIT.${borrowed} */` } });
const lazyFile = id => `waymark-lazy-${basename(id).replace(/\.[jt]s$/, '')}.js`;

/** Every `import()` of ours loads a file from beside the one that asks; the script-tag file knows its address by `waymarkBeside`. */
function beside(isScript = false) {
  return {
    name: 'beside',
    async resolveDynamicImport(specifier, importer) {
      const found = typeof specifier === 'string' && (await this.resolve(specifier, importer));
      return found && lazyParts.some(part => found.id.endsWith(part))
        ? { id: `./${lazyFile(found.id)}`, external: 'relative' }
        : null;
    },
    renderDynamicImport: () => (isScript ? { left: 'import(waymarkBeside(', right: '))' } : null),
  };
}

/** Leaves to files of their own what this one shares with others. */
function sharedParts(input) {
  const files = Object.entries(shared).filter(([, { users }]) => users.includes(input));
  return {
    name: 'shared-parts',
    async resolveId(specifier, importer) {
      const found = importer && (await this.resolve(specifier, importer, { skipSelf: true }));
      const [file] = files.find(([, { parts }]) => found && parts.some(path => found.id.endsWith(path))) ?? [];
      return file ? { id: `./${file}`, external: 'relative' } : null;
    },
  };
}

/** Subresource integrity of every finished file. */
function integrity() {
  return {
    name: 'integrity',
    writeBundle({ dir, file }) {
      const folder = dir ?? file.slice(0, file.lastIndexOf('/'));
      const files = readdirSync(folder)
        .filter(name => name.endsWith('.js'))
        .sort();
      const hashes = files.map(name => [
        name,
        `sha384-${createHash('sha384')
          .update(readFileSync(`${folder}/${name}`))
          .digest('base64')}`,
      ]);
      writeFileSync(`${folder}/integrity.json`, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  };
}

/** `ml-matrix` exports its CommonJS file only; its modules lie beside it. */
function matrixSource() {
  const path = createRequire(import.meta.url)
    .resolve('ml-matrix')
    .replace(/matrix\.js$/, 'src/index.js');
  return { name: 'matrix-source', resolveId: id => (id === 'ml-matrix' ? path : null) };
}

function failOnWarning({ message, ids = [] }) {
  // What a bundled tool's own package does is not ours to mend.
  if (!ids.length || !ids.every(id => id.includes('node_modules'))) throw new Error(message);
}

/** A file beside the script: an add-on, or a lazy part of the script-tag file. It stands alone but for what it shares. */
function alone(input, file, virtual) {
  const entry = {
    name: 'entry',
    resolveId: (id, importer) =>
      id === 'entry' ? id : importer === 'entry' ? fileURLToPath(new URL(id, import.meta.url)) : null,
    load: id => (id === 'entry' ? virtual : null),
  };
  return {
    input: virtual ? 'entry' : input,
    onwarn: failOnWarning,
    plugins: [entry, sharedParts(input), beside(), find(), compile, shrink(borrowed[input]), integrity()],
    output: { file: `dist/${file}`, format: 'es', sourcemap: true, inlineDynamicImports: true },
  };
}

export default [
  {
    input: entries,
    external: ['idb-keyval', 'web-vitals/attribution'],
    onwarn: failOnWarning,
    plugins: [find(), compile],
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      // A file a module, so that whoever bundles them again can take and place each by itself.
      preserveModules: true,
      entryFileNames: ({ name }) => `${name.replace(/\/index$/, '')}.js`,
    },
  },
  ...lazyParts.map(input => alone(input, lazyFile(input))),
  ...Object.entries(shared).map(([file, { parts }]) =>
    alone('', file, parts.map(path => `export * from './${path}';`).join('\n')),
  ),
  ...Object.entries(addOns)
    .map(([name, path]) => [name, ...path.split('#')])
    .filter(([, file]) => existsSync(`src/${file}`))
    .map(([name, file, factory = name]) =>
      alone(`src/${file}`, `waymark-${name}.js`, `export { ${factory} as plugin } from './src/${file}';`),
    ),
  ...['replay', 'fit', 'cooccur', 'lift', 'waits', 'frictions'].map(tool => ({
    input: { [tool]: `src/tools/${tool}.ts` },
    external: /^node:/,
    onwarn: failOnWarning,
    plugins: [
      matrixSource(),
      resolve({ extensions: ['.js', '.ts'], exportConditions: ['node'] }),
      esbuild({ target: 'node20' }),
    ],
    output: {
      dir: 'dist/tools',
      inlineDynamicImports: true,
      format: 'es',
      banner: '#!/usr/bin/env node',
    },
  })),
  {
    input: 'src/script.ts',
    onwarn: failOnWarning,
    plugins: [beside(true), find(), compile, shrink(), integrity()],
    output: {
      file: 'dist/waymark.iife.js',
      format: 'iife',
      sourcemap: true,
      // A module has no current script.
      intro:
        "const waymarkScript = Reflect.get(Document.prototype, 'currentScript', document) || document.querySelector('script[src*=\"waymark.iife\"]'), waymarkBeside = file => new URL(file, waymarkScript?.src || location.href).href;",
    },
  },
];
