// Measures what a page loads, in brotli bytes. `node .ci/sizes.mjs` prints the tables, `--write` puts them into the documents.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import budgets from '../.size-limit.mjs';
import { brotli, bundle } from './bundle.mjs';
import { AT_ONCE, BESIDE, FILES, PLUGINS } from './sized.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CORE = ['core/advance advance', 'core/rules gatherRules'];
const CREATE = ['index createWaymark'];
const PRESET = ['storefront storefront'];
/** In which document each generated part stands. */
export const DOCUMENTS = { size: 'README.md', sizes: 'README.md', files: 'src/runtime/README.md' };

/** Measures `src` bundled as an application that splits would, and the files of `dist`. */
export async function measure() {
  const core = await bundle(CORE);
  const beyond = async ([, folder, name]) => {
    const { start, later } = await bundle([...CORE, `${folder}/index ${name}`]);
    return { name, start: start - core.start, later };
  };
  return {
    core,
    create: await bundle(CREATE),
    preset: await bundle([...CREATE, ...PRESET]),
    script: { start: fileSize('waymark.iife.js'), next: AT_ONCE.reduce((sum, name) => sum + fileSize(name), 0) },
    plugins: await Promise.all(PLUGINS.map(beyond)),
    beside: await Promise.all(BESIDE.map(beyond)),
    files: Object.keys(FILES).map(fileSize),
  };
}

/**
 * The generated parts: one sentence and the plugins for the README, all else for the chapter that says when what is loaded.
 *
 * @param {Awaited<ReturnType<typeof measure>>} sizes
 */
export function render({ core, create, preset, script, plugins, beside, files }) {
  const row = (...cells) => `| ${cells.join(' | ')} |`;
  const whole = ({ start, next, later = 0 }) => [bytes(start), bytes(start + next), bytes(start + next + later)];
  const parts = (list, known) =>
    list.map(({ name, start, later }, index) => {
      const [purpose, folder, , text] = known[index];
      return row(`\`${name}()\``, folder, text, purpose, bytes(start) + (later ? `, then ${bytes(later)}` : ''));
    });
  const sentence = `It costs ${kilo(create.start)} kB at the start and ${kilo(create.next)} kB right after it; with the plugins of a shop, ${kilo(preset.start)} kB and ${kilo(preset.next)} kB (brotli).`;
  const plugged = [
    row('What you import', 'At the start', 'With what follows at once', 'With all it can ever load', 'Goal'),
    row('---', '---:', '---:', '---:', '---:'),
    row('`advance`, `gatherRules`', bytes(core.start), '', '', bytes(2_000)),
    row('`createWaymark`', ...whole(create), bytes(5_000)),
    row('`createWaymark`, `storefront()`', ...whole(preset), bytes(9_000)),
    row('`waymark.iife.js`', ...whole(script).slice(0, 2), '', bytes(10_000)),
    '',
    row('Plugin', 'From `waymark/…`', 'What it adds', 'Runs with consent to', 'Bytes'),
    row('---', '---', '---', '---', '---:'),
    ...parts(plugins, PLUGINS),
    '',
    'What follows `then` is loaded when it is needed: the words of a destination with the grant, for example. Destinations share a part of that, which is counted with each.',
  ];
  const others = [
    `The build fails above these budgets (\`.size-limit.mjs\`), which leave out what is loaded by \`import()\` and all that it shares: ${budgets.map(({ name, limit }) => `${name} ${limit}`).join(' · ')}.`,
    '',
    row('Beside plugins', 'From `waymark/…`', 'What it is', '', 'Bytes'),
    row('---', '---', '---', '---', '---:'),
    ...parts(beside, BESIDE),
    '',
    row('File beside the script', 'Loaded', 'Bytes'),
    row('---', '---', '---:'),
    ...Object.entries(FILES).map(([name, when], index) => row(`\`${name}\``, when, bytes(files[index]))),
  ];
  return { size: sentence, sizes: plugged.join('\n'), files: others.join('\n') };
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
    for (const [name, part] of Object.entries(parts)) {
      const path = ROOT + DOCUMENTS[name];
      writeFileSync(path, withPart(readFileSync(path, 'utf8'), name, part));
    }
  }
}
