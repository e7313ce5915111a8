import { parseArgs } from 'node:util';
import { frictionsOf } from './frictions-of.js';
import { frictionsReport } from './frictions-report.js';
import { type Logs, readLogs } from './read-logs.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (!positionals.length) {
  console.error('Name the logs to read: waymark-frictions [--json] rows.ndjson …');
  process.exit(1);
}
const { visitors } = read(positionals);
const devices = frictionsOf(visitors.values());
if (!devices.length) {
  console.error(`"${positionals.join('", "')}" hold no touchpoint.`);
  process.exit(1);
}
if (values.json) console.log(JSON.stringify({ visitors: visitors.size, devices }, null, 2));
else {
  console.log(
    `${visitors.size} visitors. How often it happened, and in how many of 100 visits on that class of device at least once.`,
  );
  console.log(frictionsReport(devices));
  if (devices.every(({ device }) => device === 'unknown'))
    console.log('No class of device is known: no `device_details`, which `friction()` tells.');
}

function read(paths: readonly string[]): Logs {
  try {
    return readLogs(paths);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
