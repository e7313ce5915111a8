import { brotliCompressSync } from 'node:zlib';
import { cooccurrence } from '../decide/cooccurrence.js';
import { fail, holding } from './named-logs.js';
import { namedVisits } from './named-visits.js';
import { numberIn, readFlags } from './read-flags.js';

/** Acts that are a look at a product; the first product of a list is none. */
const LOOKS = ['view_item', 'add_to_wishlist', 'add_to_cart'];

const USAGE = 'waymark-cooccur [--bytes 50000] touchpoints.ndjson … > co-views.json';

const { values, positionals: files } = readFlags(
  {
    options: {
      /** Bytes of the file, compressed with brotli. */
      bytes: { type: 'string', default: '50000' },
    },
    allowPositionals: true,
  },
  USAGE,
);
const maxBytes = numberIn('bytes', values.bytes, { above: 0 });
if (!files.length) fail(`Name the touchpoints to count: ${USAGE}`);
const visits = namedVisits(files);
const sessions = [...visits]
  .sort((a, b) => (a.acts[0]?.at ?? 0) - (b.acts[0]?.at ?? 0))
  .map(({ acts }) => acts.filter(({ type, item }) => item && LOOKS.includes(type)).map(({ item }) => item))
  .filter(items => items.length > 0);
const found = cooccurrence(sessions, { maxBytes, sizeOf: text => brotliCompressSync(text).length });
if (!found.ids.length)
  fail(
    `${holding(files)} ${visits.length} visits, and no two products that fit ${maxBytes} bytes were looked at in one. Give the touchpoints of more visits.`,
  );
const text = JSON.stringify(found);
// What is said goes beside the file, which alone is standard output.
console.error(
  `${visits.length} visits, ${sessions.length} with a look at a product. The file takes ${brotliCompressSync(text).length} bytes in brotli.`,
);
console.log(text);
