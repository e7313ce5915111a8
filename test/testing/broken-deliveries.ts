import type { DeliverContext } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Broken, boom, delivers } from './broken.js';

const ANY_ROW = 'hands on any row, with an answer that says what became of it';
const LOST = 'does not take as delivered what nobody took';
const HANGS = 'settles when it is stopped while the network hangs';
const WITHDRAWN = 'sends nothing and calls nobody once the grant is gone';

const scope = globalThis as unknown as Record<string, unknown>;

/** Plugins that hand rows on and are broken in that. */
export const BROKEN_DELIVERIES: readonly Broken[] = [
  [
    ANY_ROW,
    'a throw',
    delivers(rows => {
      throw new Error(`${rows.length} rows`);
    }),
    /threw out of `deliver`/,
  ],
  [
    ANY_ROW,
    'a row of time alone',
    delivers(async rows => void rows.map(({ touchpoint }) => touchpoint?.type.length ?? boom())),
    /rejected a batch: no touchpoint/,
  ],
  [
    ANY_ROW,
    'more than there is',
    delivers(async rows => ({ accepted: rows.length + 1 })),
    /`accepted` is a number of rows/,
  ],
  [ANY_ROW, 'a response of `fetch`', delivers(() => fetch('/rows')), /a plain object with `accepted`/],
  [ANY_ROW, 'a number of rows alone', delivers(rows => rows.length), /a plain object with `accepted`/],
  [ANY_ROW, 'a word for rows', delivers(() => ({ rejected: 'all' })), /`rejected` is a list/],
  [ANY_ROW, 'rows of another batch', delivers(async () => ({ rejected: [999_999] })), /rows that are not in the batch/],
  [
    ANY_ROW,
    'an address others can read',
    delivers((rows, { send }) => send('http://acme.example', `${rows.length}`)),
    /Use an https address/,
  ],
  [
    ANY_ROW,
    'a body that is no text',
    delivers((rows, { send }) => send('/rows', rows as never)),
    /a body that is no text/,
  ],
  [ANY_ROW, 'a wait for something else', delivers(() => new Promise(() => {})), /did not settle `deliver`/],
  [
    LOST,
    'a forgotten answer',
    delivers(async (rows, { send }) => void (await send('/rows', `${rows.length}`).catch(() => {}))),
    /as if all rows were taken/,
  ],
  [
    LOST,
    'a `fetch` of its own that is not looked at',
    delivers(async () => void (await fetch('/rows').catch(() => {}))),
    /as if all rows were taken/,
  ],
  [HANGS, 'a `fetch` without a signal', delivers(async () => void (await fetch('/rows'))), /goes on waiting/],
  [
    WITHDRAWN,
    'one request after the other',
    delivers((rows, { send }) => oneByOne(rows, send)),
    /more requests or calls after its grant was gone/,
  ],
  [
    WITHDRAWN,
    'a vendor that is called late',
    delivers(async (_, { send }) => {
      await send('/id', '');
      (scope.acmeq as () => void)();
    }),
    /more requests or calls/,
    { vendor: { acmeq() {} } },
  ],
];

async function oneByOne(rows: readonly Row[], send: DeliverContext['send']): Promise<{ accepted: number }> {
  for (const row of rows.slice(0, 5)) await send('/row', JSON.stringify(row));
  return { accepted: 0 };
}
