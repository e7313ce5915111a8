import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Bill {
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly hashes: readonly object[];
  }[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What a build reads. */
const NEEDED = [
  'src',
  '.ci',
  'package.json',
  'package-lock.json',
  'rollup.config.mjs',
  'tsconfig.json',
  'tsconfig.build.json',
];
/** Packages whose code or data gets into files; their own paths stand in source maps, so links would lead elsewhere. */
const BUILT_IN = [
  '@tryghost/referrer-parser',
  'idb-keyval',
  'web-vitals',
  'csv-parse',
  'ml-matrix',
  'simple-statistics',
  'ml-array-rescale',
  'ml-array-max',
  'ml-array-min',
  'is-any-array',
];
/** What the package holds beside what is built of `src`, and the files of the script tag, which `sizes.test.ts` names. */
const BESIDE =
  /^(package\.json|(src\/\w+\/)?README\.md|LICENSE|CHANGELOG\.md|dist\/(integrity|sbom\.cdx)\.json|dist\/waymark(\.iife|-[\w-]+)\.js(\.map)?)$/;

const json = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;

/** SHA-384 of every file below a folder, by path. */
function hashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map(name => [name, hashOf(join(folder, name))]));
}

/** Whether a file of the package is built of a source of the same name. */
function isBuilt(path: string): boolean {
  const [, name] = /^dist\/(?:types\/)?(.+?)(?:\.js|\.js\.map|\.d\.ts)$/.exec(path) ?? [];
  return !!name && [`${name}.ts`, `${name}/index.ts`].some(source => existsSync(join(ROOT, 'src', source)));
}

function hashOf(file: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}

/** A build of the same sources in another folder, at another time. */
function buildElsewhere(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-build-'));
  try {
    for (const name of NEEDED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      const [from, to] = [join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)];
      if (BUILT_IN.includes(name)) cpSync(from, to, { recursive: true });
      else symlinkSync(from, to);
    }
    const env = { ...process.env, TZ: 'Pacific/Apia', LC_ALL: 'C' };
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return hashes(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('what is published', () => {
  it('is built byte for byte the same in another folder and another time zone', () => {
    expect(buildElsewhere(), 'Run `npm run build` if `dist` is older than `src`.').toEqual(hashes(join(ROOT, 'dist')));
  });

  it('has a hash for every file a page can load by its address', () => {
    const stated = json<Record<string, string>>('dist/integrity.json');
    const loaded = readdirSync(join(ROOT, 'dist')).filter(name => name.endsWith('.js'));
    expect(Object.keys(stated).sort()).toEqual(loaded.sort());
    expect(stated).toEqual(Object.fromEntries(loaded.map(name => [name, hashOf(join(ROOT, 'dist', name))])));
  });

  it('lists what it holds of others, as it is locked', () => {
    const { components } = json<Bill>('dist/sbom.cdx.json');
    const { packages } = json<{ packages: Record<string, { version: string }> }>('package-lock.json');
    expect(components.map(({ name }) => name)).toEqual([...BUILT_IN].sort());
    for (const { name, version } of components) expect(packages[`node_modules/${name}`]?.version).toBe(version);
    const maps = Object.keys(hashes(join(ROOT, 'dist'))).filter(name => name.endsWith('.map'));
    const sources = maps.flatMap(name => json<{ sources: readonly string[] }>(`dist/${name}`).sources);
    const held = new Set(sources.flatMap(source => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
    expect([...held].filter(name => !BUILT_IN.includes(name))).toEqual([]);
    expect([...held]).toContain('idb-keyval');
    expect(sources.filter(source => /^(\/|\w+:)/.test(source))).toEqual([]);
  });

  it('says at the top of a file beside the script whose code is in it', () => {
    const files = readdirSync(join(ROOT, 'dist')).filter(name => /^waymark[.-].*\.js$/.test(name));
    const licences = files.map(name => {
      const { sources } = json<{ sources: readonly string[] }>(`dist/${name}.map`);
      const held = new Set(sources.flatMap(source => /node_modules\/([\w-]+)/.exec(source)?.[1] ?? []));
      const top = readFileSync(join(ROOT, 'dist', name), 'utf8')
        .split('\n', 2)
        .join('\n');
      const borrowed = [...held].map(other => ` With ${other}, Apache-2.0.`).join('');
      // Chromium heeds the first only at the very top.
      return [name, top, `//# allFunctionsCalledOnLoad\n/*! waymark, MIT.${borrowed} */`];
    });
    expect(licences.filter(([, top, wanted]) => top !== wanted)).toEqual([]);
    expect(licences.flatMap(([, , wanted]) => /With [\w-]+/.exec(`${wanted}`)?.[0] ?? [])).toEqual([
      'With idb-keyval',
      'With web-vitals',
    ]);
  });

  it('has no file that is not expected', () => {
    const { status, stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    const [{ files }] = JSON.parse(stdout) as [{ files: readonly { readonly path: string }[] }];
    expect(files.length).toBeGreaterThan(100);
    expect(files.map(({ path }) => path).filter(path => !BESIDE.test(path) && !isBuilt(path))).toEqual([]);
  });

  it('runs nothing when it is installed', () => {
    const { scripts } = json<{ scripts: object }>('package.json');
    expect(
      Object.keys(scripts).filter(name => /^(pre|post)?(install|prepare|pack|publish)$|^dependencies$/.test(name)),
    ).toEqual([]);
    const { packages } = json<{ packages: Record<string, { hasInstallScript?: true; dev?: true }> }>(
      'package-lock.json',
    );
    const running = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript && !entry.dev);
    expect(running.map(([path]) => path)).toEqual([]);
  });
});
