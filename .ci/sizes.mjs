// Measures what a page loads, in brotli bytes. `node .ci/sizes.mjs` prints the tables, `--write` puts them into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import budgets from '../.size-limit.mjs';
import { brotli, bundle } from './bundle.mjs';
import { AT_ONCE, BESIDE, FILES, PLUGINS } from './sized.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = `${ROOT}README.md`;
const CORE = ['core/advance advance', 'core/rules gatherRules'];
const CREATE = ['index createWaymark'];
const PRESET = ['storefront storefront'];
/** What the destinations of vendors share. */
const VENDORS = [
  ...['messagesOf', 'itemsOf', 'rename', 'given', 'isPlain', 'TELLS', 'JSON_TYPE'].map(
    name => `destinations/messages ${name}`,
  ),
  ...['throughVendor', 'pageObject'].map(name => `destinations/vendor ${name}`),
  'destinations/loader loader',
  'destinations/post-each postEach',
  'destinations/shop-facts shopFacts',
];
/** What some of them share beside. */
const SHARED = {
  true: VENDORS,
  spec: [...VENDORS, 'destinations/segment-spec SEGMENT_NAMES', 'destinations/segment-spec segmentEvents'],
  ads: [...VENDORS, 'destinations/ad-system adSystem'],
};

/** Measures `src` bundled as an application that splits would, and the files of `dist`. */
export async function measure() {
  const core = await bundle(CORE);
  const vendors = await bundle([...CORE, ...VENDORS]);
  const spec = await bundle([...CORE, ...SHARED.spec]);
  const ads = await bundle([...CORE, ...SHARED.ads]);
  const bases = { true: vendors, spec, ads };
  const beyond = async ([, folder, name, , shares]) => {
    const known = SHARED[shares] ?? [];
    const base = bases[shares] ?? core;
    const { start, later } = await bundle([...CORE, ...known, `${folder}/index ${name}`]);
    return { name, start: start - base.start, later };
  };
  return {
    core,
    vendors: vendors.start - core.start,
    spec: spec.start - vendors.start,
    ads: ads.start - vendors.start,
    create: await bundle(CREATE),
    preset: await bundle([...CREATE, ...PRESET]),
    script: { start: fileSize('waymark.iife.js'), next: AT_ONCE.reduce((sum, name) => sum + fileSize(name), 0) },
    plugins: await Promise.all(PLUGINS.map(beyond)),
    beside: await Promise.all(BESIDE.map(beyond)),
    files: Object.keys(FILES).map(fileSize),
  };
}

/**
 * The two generated parts of the README: one sentence, and the tables.
 *
 * @param {Awaited<ReturnType<typeof measure>>} sizes
 */
export function render({ core, vendors, spec, ads, create, preset, script, plugins, beside, files }) {
  const row = (...cells) => `| ${cells.join(' | ')} |`;
  const whole = ({ start, next, later = 0 }) => [bytes(start), bytes(start + next), bytes(start + next + later)];
  const parts = (list, known) =>
    list.map(({ name, start, later }, index) => {
      const [purpose, folder, , text] = known[index];
      return row(
        `\`${name}()\``,
        `\`waymark/${folder}\``,
        text,
        purpose,
        bytes(start) + (later ? `, then ${bytes(later)}` : ''),
      );
    });
  const sentence = `It costs ${kilo(create.start)} kB at the start and ${kilo(create.next)} kB right after it; with the plugins of a shop, ${kilo(preset.start)} kB and ${kilo(preset.next)} kB (brotli).`;
  const tables = [
    row('What you import', 'At the start', 'With what follows at once', 'With all it can ever load', 'Goal'),
    row('---', '---:', '---:', '---:', '---:'),
    row('`advance`, `gatherRules`', bytes(core.start), '', '', bytes(2_000)),
    row('`createWaymark`', ...whole(create), bytes(5_000)),
    row('`createWaymark`, `storefront()`', ...whole(preset), bytes(9_000)),
    row('`waymark.iife.js`', ...whole(script).slice(0, 2), '', bytes(10_000)),
    '',
    `The build fails above these budgets (\`.size-limit.mjs\`), which leave out what is loaded by \`import()\` and all that it shares: ${budgets.map(({ name, limit }) => `${name} ${limit}`).join(' · ')}.`,
    '',
    row('Plugin', 'From', 'What it adds', 'Runs with consent to', 'Bytes'),
    row('---', '---', '---', '---', '---:'),
    ...parts(plugins, PLUGINS),
    '',
    `Destinations of vendors share ${bytes(vendors)} bytes more, which are counted here alone: ${named(shares => shares)}. Of these, ${named(shares => shares === 'spec')} share ${bytes(spec)} bytes more, the words of Segment’s ecommerce spec, and ${named(shares => shares === 'ads')} share ${bytes(ads)}, what ads have in common.`,
    '',
    row('Beside plugins', 'From', 'What it is', '', 'Bytes'),
    row('---', '---', '---', '---', '---:'),
    ...parts(beside, BESIDE),
    '',
    row('File beside the script', 'Loaded', 'Bytes'),
    row('---', '---', '---:'),
    ...Object.entries(FILES).map(([name, when], index) => row(`\`${name}\``, when, bytes(files[index]))),
  ];
  return { size: sentence, sizes: tables.join('\n') };
}

/** The destinations that share this. */
function named(isMeant) {
  return PLUGINS.filter(([, , , , shares]) => isMeant(shares))
    .map(([, , name]) => `\`${name}()\``)
    .join(', ');
}

/** What a text holds between `<!-- name -->` and `<!-- /name -->`. */
export function partOf(text, name) {
  return between(name).exec(text)?.[2] ?? '';
}

/** A text with another part between these marks. */
export function withPart(text, name, part) {
  return text.replace(between(name), (_, open, __, close) => open + part + close);
}

function between(name) {
  return new RegExp(`(<!-- ${name} -->\\n)([^]*?)(\\n<!-- /${name} -->)`);
}

function fileSize(name) {
  return brotli(readFileSync(`${ROOT}dist/${name}`));
}

/** To the next ten, so that a changed letter does not change the README. */
function bytes(size) {
  return (Math.round(size / 10) * 10).toLocaleString('en');
}

function kilo(size) {
  return (size / 1_000).toFixed(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parts = render(await measure());
  console.log(Object.values(parts).join('\n\n'));
  if (process.argv.includes('--write')) {
    let text = readFileSync(README, 'utf8');
    for (const [name, part] of Object.entries(parts)) text = withPart(text, name, part);
    writeFileSync(README, text);
  }
}
