import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

it('has a lock file that is complete on every platform', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const locked = new Set(Object.keys(packages).map(path => path.replace(/^.*node_modules\//, '')));
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter(name => !locked.has(name))
      .map(name => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

it('pins development tools and ranges the two runtime dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  expect(Object.keys(dependencies)).toEqual(['idb-keyval', 'web-vitals']);
  expect(Object.values(dependencies).filter(version => !/^\^\d/.test(version))).toEqual([]);
  expect(Object.values(devDependencies).filter(version => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it.each(['package-lock.json', 'test/bench/neighbours/package-lock.json'])(
  'names no registry host and no path of a machine in %s',
  name => {
    expect(read(name)).not.toMatch(
      /"resolved"|https?:\/\/(?!opencollective|github|tidelift|www\.patreon|paulmillr|polar|feross|patreon|liberapay|\S*funding)\S*registry/,
    );
  },
);

it('pins what shares a page with Waymark in `npm run torture`', () => {
  const { dependencies } = JSON.parse(read('test/bench/neighbours/package.json')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.values(dependencies).filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
