import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs in plain Node: a realm of its own, which has no more than Jest gives to a test with `jsdom`. */
const SCRIPT = `
  import { readFile } from 'node:fs/promises';
  import { createContext, SourceTextModule } from 'node:vm';
  const NAMES = 'AbortController AbortSignal atob Blob btoa clearTimeout console crypto Event EventTarget process';
  const names = \`\${NAMES} queueMicrotask setTimeout URL URLSearchParams\`.split(' ');
  const given = Object.fromEntries(names.map(name => [name, globalThis[name]]));
  const scope = createContext({ ...given, performance: { now: () => performance.now(), timeOrigin: 0 } });
  const known = new Map();
  const load = async url => {
    const module = new SourceTextModule(await readFile(new URL(url), 'utf8'), {
      context: scope,
      identifier: url,
      importModuleDynamically: async (name, from) => {
        const there = await get(name, from);
        if (there.status === 'unlinked') await there.link(get);
        await there.evaluate();
        return there;
      },
    });
    return module;
  };
  const get = (name, { identifier }) => {
    const url = name.startsWith('.') ? new URL(name, identifier).href : import.meta.resolve(name, identifier);
    if (!known.has(url)) known.set(url, load(url));
    return known.get(url);
  };
  const main = new SourceTextModule(\`
    import { http } from './destinations.js';
    import { storefront } from './storefront.js';
    import { createTestWaymark } from './testing.js';
    const before = Object.getOwnPropertyNames(globalThis).join();
    const shop = await createTestWaymark({ plugins: () => [storefront(), http({ url: 'https://shop.example/rows' })] });
    shop.waymark.identify('customer-7', { plan: 'gold' });
    await shop.pass('1 min');
    const { requests, problems } = shop.captured;
    console.log(JSON.stringify({ requests: requests.length, problems, plan: shop.waymark.profile.slices.identity.traits.plan }));
    await shop.stop();
    console.log(before === Object.getOwnPropertyNames(globalThis).join());
  \`, { context: scope, identifier: new URL('dist/main.js', process.argv[1]).href });
  await main.link(get);
  await main.evaluate();
`;

it('a shop is tested in a page that has as little as the one of Jest, which is left as it was', () => {
  const args = ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '-e', SCRIPT, `file://${ROOT}`];
  const { stdout, stderr } = spawnSync('node', args, { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  const [told, isLeft] = stdout.trim().split('\n');
  expect(JSON.parse(told ?? '')).toEqual({ requests: 1, problems: [], plan: 'gold' });
  expect(isLeft).toBe('true');
});
