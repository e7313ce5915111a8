import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');

let folder: string;
/** The template, as a stranger copied it. */
let copied: string;

function run(command: string, args: readonly string[], cwd = folder): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-kit-'));
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT),
  ) as [{ filename: string }];
  copied = join(folder, 'plugin');
  cpSync(join(ROOT, 'examples/plugin'), copied, {
    recursive: true,
    filter: path => !/\/(node_modules|dist)$/.test(path.slice(ROOT.length)),
  });
  const install = ['install', '--omit=dev', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', [...install, join(folder, packed.filename)], copied);
  // Its development tools are the ones of this repository.
  const modules = join(copied, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const tool of ['typescript', 'vitest', 'happy-dom'])
    symlinkSync(join(ROOT, 'node_modules', tool), join(modules, tool), 'dir');
  for (const name of ['tsc', 'vitest']) symlinkSync(join(BIN, name), join(modules, '.bin', name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the template of a plugin package', () => {
  it('is built', () => {
    run('npm', ['run', 'build'], copied);
    expect(readdirSync(join(copied, 'dist')).filter(name => name.endsWith('.js'))).toEqual([
      'acme-mail.js',
      'index.js',
      'restring.js',
      'wishlist-reminder.js',
    ]);
  });

  it('passes its tests, the contract suite among them', () => {
    const printed = run('npm', ['test', '--', '--reporter=verbose', '--no-color'], copied);
    expect(printed).toMatch(/Test Files +3 passed \(3\)/);
    for (const name of ['acmeMail', 'restring', 'wishlistReminder'])
      expect(printed).toContain(`${name} keeps the contract of plugins > has well-formed names`);
    expect(printed).toContain('leaves nothing on a page when it is stopped after it acted');
    expect(printed).not.toMatch(/skipped|failed/);
  });

  it('fails its tests once a plugin is broken', () => {
    const source = join(copied, 'src/restring.ts');
    const broken = run('cat', [source]).replace('capture: () => () => clear(),', '');
    writeFileSync(source, broken);
    const { status, stdout, stderr } = spawnSync(join(BIN, 'vitest'), ['run', 'test/restring.test.ts', '--no-color'], {
      cwd: copied,
      encoding: 'utf8',
    });
    cpSync(join(ROOT, 'examples/plugin/src/restring.ts'), source);
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/Plugin "acme-restring" left something behind: .*the markup of the page/);
  });
});

describe('a package that declares touchpoints, slices and decisions', () => {
  const USE = `import { createWaymark } from 'waymark';
import { acmeMail, restring, type Strung, wishlistReminder } from 'waymark-acme';
const waymark = createWaymark({ site: 'x', plugins: [restring({ days: 60 }), acmeMail({ listKey: 'k' }), wishlistReminder()] });
waymark.track('acme_restring', { set: 'Phosphor 12' });
// @ts-expect-error the data of its touchpoint is checked
waymark.track('acme_restring', { set: 12 });
waymark.on('acme.restring', ({ data }) => data.set.length + data.days);
// @ts-expect-error the data of its decision has no such field
waymark.on('acme.restring', ({ data }) => data.strings);
// @ts-expect-error nobody declares this decision
waymark.on('acme.nonsense', () => {});
export const strung: Strung | null | undefined = waymark.profile.slices.acmeStrings;
// @ts-expect-error its slice is no text
export const wrong: string = waymark.profile.slices.acmeStrings;
// @ts-expect-error an option that it does not have
restring({ weeks: 12 });
// @ts-expect-error an option that it needs
acmeMail({});
`;

  it.each([
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ])('is typed for the shop that installs it (%s)', (module, moduleResolution) => {
    const shop = join(folder, `shop-${module}`);
    mkdirSync(join(shop, 'node_modules'), { recursive: true });
    symlinkSync(copied, join(shop, 'node_modules/waymark-acme'), 'dir');
    symlinkSync(join(copied, 'node_modules/waymark'), join(shop, 'node_modules/waymark'), 'dir');
    writeFileSync(join(shop, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(join(shop, 'shop.ts'), USE);
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib: ['es2022', 'dom'], types: [] };
    const options = { ...compilerOptions, exactOptionalPropertyTypes: true, module, moduleResolution };
    writeFileSync(join(shop, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['shop.ts'] }));
    expect(run(join(BIN, 'tsc'), ['-p', '.'], shop)).toBe('');
  });
});

describe('in plain Node, without a document', () => {
  const TESTS = `import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { acmeMail, restring } from './dist/index.js';
import { storefront } from 'waymark/storefront';
import { createTestWaymark, testPlugin } from 'waymark/testing';

testPlugin(() => acmeMail({ listKey: 'abc' }), {
  it: test,
  with: () => [storefront()],
  size: { source: readFileSync('./dist/acme-mail.js', 'utf8'), maxBytes: 2_000 },
});
testPlugin(restring, { it: test });

test('a journey', async () => {
  const shop = await createTestWaymark({ plugins: () => [storefront(), acmeMail({ listKey: 'abc' })] });
  const items = [{ item_id: 'cedar', price: 219 }];
  const decisions = await shop.replay([
    { type: 'add_to_cart', data: { currency: 'EUR', value: 219, items } },
    { after: '31 min' },
  ]);
  assert.ok(decisions.some(({ name }) => name === 'cart.abandon'));
  shop.expectStage('purchase');
  await shop.go('/cedar', { title: 'Cedar' });
  assert.equal(shop.captured.rows.at(-1).touchpoint.data.page_title, 'Cedar');
  assert.equal(JSON.parse(shop.captured.requests[0].body).events[0].name, 'Added to Cart');
  await shop.stop();
  assert.equal(typeof document, 'undefined');
});
`;

  it('the suite and the kit run under `node --test`, and the process ends', () => {
    writeFileSync(join(copied, 'plain.test.mjs'), TESTS);
    const printed = run('node', ['--test', '--test-reporter=tap', 'plain.test.mjs'], copied);
    expect(printed).toMatch(/# fail 0/);
    expect(printed).toMatch(/ok \d+ - hands on any row, with an answer that says what became of it/);
    expect(printed).toMatch(/ok \d+ - is at most 2000 bytes with brotli/);
    // What needs a page is said to be skipped, not passed.
    expect(printed).toMatch(/leaves nothing on a page when it is stopped at once .*# SKIP/);
    expect(Number(/# skipped (\d+)/.exec(printed)?.[1])).toBe(5);
  });
});
