import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BIN, install, pack, run as runIn } from './packed.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let tarball: string;

function run(command: string, args: readonly string[], cwd = folder): string {
  return runIn(command, args, cwd);
}

beforeAll(() => {
  ({ folder, tarball } = pack());
  install(folder, tarball);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('installs with its two runtime dependencies and nothing else', () => {
  const installed = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'));
  expect(installed.sort()).toEqual(['idb-keyval', 'waymark', 'web-vitals']);
});

it('holds the built files, the licence and no stray ones', () => {
  const files = readdirSync(join(folder, 'node_modules/waymark'), { recursive: true, encoding: 'utf8' });
  const stray = files
    .filter(name => /(^|\/)(src|test|examples|node_modules)(\/|$)|\.env|\.log$|\.tgz$/.test(name))
    .filter(name => !/^src(\/\w+(\/README\.md)?)?$/.test(name));
  expect(stray).toEqual([]);
  for (const name of [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'dist/index.js',
    'dist/waymark.iife.js',
    'dist/integrity.json',
  ])
    expect(files).toContain(name);
});

it('holds every chapter that its README leads to', () => {
  const installed = join(folder, 'node_modules/waymark');
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  const chapters = new Set([...readme.matchAll(/\]\((src\/\w+\/README\.md)/g)].map(([, path = '']) => path));
  expect(chapters.size).toBeGreaterThan(8);
  expect([...chapters].filter(path => !existsSync(join(installed, path)))).toEqual([]);
});

it('is imported in plain Node silently, and adds no global', () => {
  const entries = Object.keys(
    (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: object }).exports,
  ).filter(name => !/dist|package\.json/.test(name));
  const names = entries.map(name => `waymark${name.slice(1)}`);
  writeFileSync(
    join(folder, 'import.mjs'),
    `const before = Reflect.ownKeys(globalThis).length;
     for (const name of ${JSON.stringify(names)}) await import(name);
     if (Reflect.ownKeys(globalThis).length !== before) throw new Error('A global was added.');
     const { createWaymark } = await import('waymark');
     const waymark = createWaymark({ site: 'server' });
     waymark.track('page_view', { page_title: 'x' });
     await waymark.ready;
     if (waymark.status !== 'stopped') throw new Error('The instance on a server is not inert.');`,
  );
  expect(run('node', ['--trace-warnings', 'import.mjs'])).toBe('');
  expect(names).toContain('waymark/storefront');
});

it('passes publint', () => {
  expect(run(join(BIN, 'publint'), [tarball, '--strict'])).toContain('All good');
});

it('has types that resolve as its code does', () => {
  // It exits with an error when a resolution that is not ignored has a problem.
  expect(run(join(BIN, 'attw'), [tarball, '--profile', 'esm-only'], ROOT)).toContain('waymark/storefront');
});

const USE = `import { createWaymark } from 'waymark';
import { storefront } from 'waymark/storefront';
import { http } from 'waymark/destinations';
globalThis.waymark = createWaymark({ site: 'x', plugins: [storefront(), http({ url: '/collect' })] });
`;

it('is bundled by Vite', () => {
  const project = join(folder, 'vite');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
  writeFileSync(join(project, 'main.js'), USE);
  run(join(BIN, 'vite'), ['build', '--logLevel', 'warn'], project);
  const assets = readdirSync(join(project, 'dist/assets')).filter(name => name.endsWith('.js'));
  expect(assets.length).toBeGreaterThan(1);
});

it('is compiled by Chromium while it is loaded where Vite is told so as the guide says', () => {
  const project = join(folder, 'vite');
  const guide = readFileSync(join(ROOT, 'src/runtime/README.md'), 'utf8');
  writeFileSync(
    join(project, 'vite.config.mjs'),
    /```js\n\/\/ vite\.config\.js\n([^`]*`[^`]*`[^`]*)```/.exec(guide)?.[1] ?? '',
  );
  run(join(BIN, 'vite'), ['build', '--logLevel', 'warn'], project);
  const isEager = (name: string) =>
    readFileSync(join(project, 'dist/assets', name), 'utf8').startsWith('//# allFunctionsCalledOnLoad\n');
  const assets = readdirSync(join(project, 'dist/assets')).filter(name => name.endsWith('.js'));
  expect(assets.filter(name => name.startsWith('engine')).map(isEager)).toEqual([true]);
  expect(assets.filter(name => name.startsWith('index')).map(isEager)).toEqual([false]);
});

it('is bundled by esbuild, with the lazy parts in files of their own', () => {
  writeFileSync(join(folder, 'main.js'), USE);
  run(join(BIN, 'esbuild'), [
    'main.js',
    '--bundle',
    '--splitting',
    '--format=esm',
    '--outdir=out',
    '--log-level=warning',
  ]);
  expect(existsSync(join(folder, 'out/main.js'))).toBe(true);
  expect(readdirSync(join(folder, 'out')).some(name => name.startsWith('engine'))).toBe(true);
});

it('lets a third party declare its own touchpoint, slice and decision against the installed types', () => {
  writeFileSync(
    join(folder, 'plugin.ts'),
    `import { createWaymark, definePlugin, type Plugin } from 'waymark';
declare module 'waymark' {
  interface TouchpointMap { acme_trade_in: { readonly model: string } }
  interface SliceMap { acmeTrades: { readonly count: number } }
  interface DecisionMap { 'acme.offer': { readonly model: string } }
}
export const trades = (): Plugin => definePlugin({
  name: 'acme-trades',
  vocabulary: { acme_trade_in: data => (data.model ? data : '\`model\` is missing') },
  slice: { name: 'acmeTrades', version: 1, initial: { count: 0 }, reduce: (state, touchpoint) => (touchpoint.type === 'acme_trade_in' ? { count: state.count + 1 } : state) },
  triggers: [{ name: 'acme-offer', decision: 'acme.offer', when: ({ touchpoint }) => (touchpoint?.type === 'acme_trade_in' ? { model: touchpoint.data.model } : null) }],
});
const waymark = createWaymark({ site: 'x', plugins: [trades()] });
waymark.track('acme_trade_in', { model: 'x' });
// @ts-expect-error the data of a declared type is checked
waymark.track('acme_trade_in', { model: 1 });
waymark.on('acme.offer', decision => decision.data.model.length);
const count: number | undefined = waymark.profile.slices.acmeTrades?.count;
export { count };
`,
  );
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ]) {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      module,
      moduleResolution,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['plugin.ts'] }));
    expect(run(join(BIN, 'tsc'), ['-p', '.'])).toBe('');
  }
});

/** Compiles one file against the installed package. */
function compile(name: string, text: string): string {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
  };
  writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [name] }));
  return run(join(BIN, 'tsc'), ['-p', '.']);
}

it('compiles the example of a plugin as its reader would', () => {
  expect(
    compile('wishlist-reminder.ts', readFileSync(join(ROOT, 'examples/plugin/src/wishlist-reminder.ts'), 'utf8')),
  ).toBe('');
});

it.each(['storefront', 'capture', 'learn', 'stages', 'decide', 'experiences', 'destinations', 'inspect', 'testing'])(
  'has declarations of waymark/%s that stand by themselves',
  entry => {
    expect(compile(`${entry}.ts`, `import * as all from 'waymark/${entry}'; export const one: unknown = all;`)).toBe(
      '',
    );
  },
);

it('brings the touchpoints, slices and decisions of the preset into view with its entry', () => {
  const text = `import { createWaymark } from 'waymark';
import { storefront } from 'waymark/storefront';
const waymark = createWaymark({ site: 'x', plugins: [storefront()] });
waymark.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 'a', price: 1 }] });
waymark.track('page_view', { page_title: 'x' });
waymark.track('acme_unknown', { any: 1 });
// @ts-expect-error an amount is a number
waymark.track('purchase', { transaction_id: 't', currency: 'EUR', value: 'much', items: [] });
const { cart, orders, viewed, interests, segments, activity, campaigns, evidence, silence, steps } = waymark.profile.slices;
const { care, mood, rhythm, engagement } = waymark.profile.slices;
export const more = [silence?.safeSeconds, steps?.next[0]?.p, care?.frictionAt, mood?.value, rhythm?.expectedAt, engagement?.score];
export const chances: (number | null | undefined)[] = [waymark.likelihood?.buy, waymark.likelihood?.abandon];
// @ts-expect-error a chance is a number
export const chance: string | undefined = waymark.likelihood?.buy;
waymark.track('assign_stage', { stage: 'loyal', days: 90 });
export const all = [cart?.lines[0]?.item_id, orders?.count, viewed?.[0]?.looks, interests, segments?.[0], activity, campaigns?.first, evidence];
for (const name of ['cart.idle', 'cart.abandon', 'cart.recover', 'cart.order', 'cart.arm', 'cart.disarm', 'segment.enter', 'segment.leave', 'audience.enter', 'audience.leave', 'products.suggest', 'coupon.offer', 'stage.enter', 'risk.enter', 'visitor.lapse'] as const) waymark.on(name, ({ data }) => data);
// @ts-expect-error no plugin declares this decision
waymark.on('cart.nonsense', () => {});
`;
  expect(compile('preset.ts', text)).toBe('');
});

it('exports the three registries from the root entry only', () => {
  const types = join(folder, 'node_modules/waymark/dist/types');
  const entries = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter(name =>
    /(^|\/)index\.d\.ts$|^storefront\.d\.ts$/.test(name),
  );
  const exporting = entries.filter(name =>
    /export[^;]*\b(TouchpointMap|SliceMap|DecisionMap)\b/.test(readFileSync(join(types, name), 'utf8')),
  );
  expect(exporting).toEqual(['index.d.ts']);
});
