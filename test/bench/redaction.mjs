// Prints how the time of redaction grows when a text is doubled, for texts made to be read again and again,
// and what taking in one touchpoint of the corpus costs.
// Run it with `node test/bench/redaction.mjs`; `--all` prints every row. Ends with 1 when a row grows faster than promised.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { quantile } from './statistics.mjs';
import { atMost, plain, table } from './table.mjs';
import { seeded } from './torture/seeded.mjs';

/** Promised when the length is doubled. */
const MOST = 2.5;
/** Characters to begin with, at most; four times as many are still within what data may have. */
const LENGTH = 8_000;
/**
 * Pieces come in such multiples, so that the short text is of whole groups of Base64 when the long one is: a word of
 * another length is never decoded, and its time compares with nothing.
 */
const GROUP = 4;
const ROUNDS = 5;
/** Linear is 2. From here on a row is measured for longer, since what else runs on the machine only adds. */
const NOISY = 2.2;
/** So often a row that grew too fast is measured once more, later: a machine that stood still for a second is no pattern. */
const AGAIN = 2;
/** What a row may take in all; one that grows with the square would take hours. */
const MOST_MS = 1_000;
/** Promised of one touchpoint, ms. */
const ONE = { half: 1, most: 50 };
const WORST = 12;

const { addressOf, take, visit, urlRows, payloadRows, hostileValues, PIECES } = await load();
const pieces = [...new Set([...PIECES, ...mixed(60)])];
const SINKS = {
  'text field': text => take('note', { note: text }),
  'address of the page': text => addressOf(`https://x.example/?q=${text}`),
};

const single = [
  ...urlRows.map(({ url }) => time(visit, url)),
  ...payloadRows.map(({ data }) => time(fields => take('note', fields), data)),
  ...hostileValues.map(([, make]) => time(value => take('note', { value }), make())),
];
const rows = Object.keys(SINKS).flatMap(sink => pieces.map(piece => measure({ sink, piece })));
for (let pass = 0; pass < AGAIN; pass++)
  for (const [index, row] of rows.entries()) if (row.ratio > MOST) rows[index] = measure(row);
const worst = [...rows].sort((a, b) => b.ratio - a.ratio);
const shown = process.argv.includes('--all') ? worst : worst.slice(0, WORST);
const over = rows.filter(({ ratio }) => ratio > MOST);
console.log(
  table([
    atMost(`${rows.length} rows, time when the length is doubled, largest`, worst[0].ratio, MOST, '×'),
    plain(
      '  half of the rows at most',
      quantile(
        rows.map(({ ratio }) => ratio),
        0.5,
      ),
      '×',
    ),
    plain('  slowest row of all', Math.max(...rows.map(({ ms }) => ms)), 'ms'),
    atMost(`admit(), ${single.length} rows of the corpus once each, p50`, quantile(single, 0.5), ONE.half, 'ms'),
    atMost('admit(), the same, largest', Math.max(...single), ONE.most, 'ms'),
    ...shown.map(({ sink, piece, ratio, ms }) =>
      plain(`  ${sink}, ${JSON.stringify(piece).slice(0, 40)} over and over, ${ms.toFixed(1)} ms`, ratio, '×'),
    ),
  ]),
);
process.exitCode = over.length ? 1 : 0;

/** The mean of two doublings, of the smallest of some times; where that is much, of more. */
function measure({ sink, piece, least: [short, long] = [Infinity, Infinity] }) {
  const count = Math.floor(LENGTH / piece.length / GROUP) * GROUP;
  const texts = [1, 4].map(factor => piece.repeat(count * factor));
  const least = [short, long];
  const end = spent() + MOST_MS;
  const isNoisy = () => least[1] > NOISY ** 2 * least[0];
  for (let round = 0; spent() < end && (round < ROUNDS || isNoisy()); round++)
    for (const [index, text] of texts.entries()) least[index] = Math.min(least[index], time(SINKS[sink], text));
  return { sink, piece, least, ratio: Math.sqrt(least[1] / least[0]), ms: least[1] };
}

function time(run, text) {
  const from = spent();
  run(text);
  return spent() - from;
}

/** Time this process had of a processor, ms: what others take while it waits is not its own. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Two to four of the pieces in a row, the same in every run. */
function mixed(count) {
  const random = seeded(5);
  const pick = () => PIECES[Math.floor(random() * PIECES.length)];
  return Array.from({ length: count }, () => Array.from({ length: 2 + Math.floor(random() * 3) }, pick).join(''));
}

/** What the tests of redaction take things in with, built for Node. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-redaction-'));
  const outfile = join(folder, 'take.mjs');
  await build({
    stdin: {
      contents: ['take', 'urls', 'payloads', 'hostile', 'pieces'].map(name => `export * from './${name}.js';`).join(''),
      resolveDir: fileURLToPath(new URL('../corpus', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['web-vitals', 'idb-keyval'],
    outfile,
  });
  const built = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return built;
}
