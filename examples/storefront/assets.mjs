import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chordSheet } from './art/chord.mjs';
import { LOGO } from './art/icons.mjs';
import { pictureOf } from './art/picture.mjs';

const ROOT = new URL('../../', import.meta.url);

/** Folders and files that are handed out, by the start of the path. */
const PLACES = [
  ['/shop/', new URL('public/', import.meta.url)],
  ['/script-tag/', new URL('examples/script-tag/', ROOT)],
  ['/waymark/', new URL('dist/', ROOT)],
  ['/dist/', new URL('dist/', ROOT)],
  ['/vendor/idb-keyval.js', new URL('node_modules/idb-keyval/dist/index.js', ROOT)],
  ['/vendor/web-vitals.js', new URL('node_modules/web-vitals/dist/web-vitals.attribution.js', ROOT)],
];

/** The sheets of the shop in the order they are laid on each other; pages get them as one. */
const SHEETS = [
  'tokens',
  'base',
  'controls',
  'frame',
  'cards',
  'rail',
  'home',
  'listing',
  'product',
  'compare',
  'checkout',
  'order',
  'feedback',
  'floating',
];

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A file or a drawing, `null` when the path is no asset, 404 when there is none of that name. */
export async function readAsset(path) {
  if (path.startsWith('/art/')) return drawing(path.slice('/art/'.length));
  if (path === '/shop/shop.css') return styleSheet();
  const place = PLACES.find(([start]) => path.startsWith(start));
  if (!place) return path === '/favicon.ico' ? drawing('logo.svg') : null;
  const [start, target] = place;
  const rest = path.slice(start.length) || (start.endsWith('/') ? 'index.html' : '');
  // Only plain names: no dots that climb, nothing encoded.
  if (rest && !/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(rest)) return missingFile();
  const file = rest ? new URL(rest, target) : target;
  try {
    return {
      status: 200,
      type: TYPES[extname(file.pathname)] ?? 'text/plain; charset=utf-8',
      body: await readFile(fileURLToPath(file)),
    };
  } catch {
    return missingFile();
  }
}

async function styleSheet() {
  const sheets = await Promise.all(
    SHEETS.map(name => readFile(new URL(`public/style/${name}.css`, import.meta.url), 'utf8')),
  );
  return { status: 200, type: TYPES['.css'], body: sheets.join('\n') };
}

function drawing(file) {
  const body =
    file === 'logo.svg' ? LOGO : file === 'first-chords.svg' ? chordSheet() : pictureOf(file.replace(/\.svg$/, ''));
  return body ? { status: 200, type: TYPES['.svg'], body, cache: 'max-age=3600' } : missingFile();
}

function missingFile() {
  return { status: 404, type: 'text/plain; charset=utf-8', body: 'There is no such file.' };
}
