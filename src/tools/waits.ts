import { parseArgs } from 'node:util';
import { type Logs, readLogs } from './read-logs.js';
import { waitsOf } from './waits-of.js';
import { waitsReport } from './waits-report.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (!positionals.length) {
  console.error('Name the logs to read: waymark-waits [--json] rows.ndjson …');
  process.exit(1);
}
const { visitors } = read(positionals);
const waits = waitsOf(visitors.values());
if (!waits.length) {
  console.error(
    `"${positionals.join('", "')}" hold ${visitors.size} visitors and nobody who asked support: no \`contact_support\`, \`chat_answer\` or \`answer_support\`.`,
  );
  process.exit(1);
}
if (values.json) console.log(JSON.stringify({ visitors: visitors.size, waits }, null, 2));
else {
  console.log(
    `${visitors.size} visitors. Medians are of what was answered and solved; what was not is counted beside them.`,
  );
  console.log(waitsReport(waits));
}

function read(paths: readonly string[]): Logs {
  try {
    return readLogs(paths);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
