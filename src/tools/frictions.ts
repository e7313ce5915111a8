import { rankWishes } from '../learn/rank-wishes.js';
import { frictionsOf } from './frictions-of.js';
import { frictionsReport, wishesReport } from './frictions-report.js';
import { fail, namedLogs } from './named-logs.js';
import { readFlags } from './read-flags.js';

const USAGE = 'waymark-frictions [--json] rows.ndjson …';

const { values, positionals } = readFlags(
  { options: { json: { type: 'boolean', default: false } }, allowPositionals: true },
  USAGE,
);
const { visitors } = namedLogs(positionals, USAGE);
const devices = frictionsOf(visitors.values());
if (!devices.length) fail(`"${positionals.join('", "')}" hold no touchpoint.`);
const wishes = rankWishes(visitors.values());
if (values.json) console.log(JSON.stringify({ visitors: visitors.size, devices, wishes }, null, 2));
else {
  console.log(
    `${visitors.size} visitors. How often it happened, and in how many of 100 visits on that class of device at least once.`,
  );
  console.log(frictionsReport(devices));
  if (devices.every(({ device }) => device === 'unknown'))
    console.log('No class of device is known: no `device_details`, which `friction({ device: true })` tells.');
  if (wishes.length) console.log(`\nWays to pay that were looked for and not found.\n${wishesReport(wishes)}`);
}
