import { fail, namedLogs } from './named-logs.js';
import { readFlags } from './read-flags.js';
import { waitsOf } from './waits-of.js';
import { waitsReport } from './waits-report.js';

const USAGE = 'waymark-waits [--json] rows.ndjson …';

const { values, positionals } = readFlags(
  { options: { json: { type: 'boolean', default: false } }, allowPositionals: true },
  USAGE,
);
const { visitors } = namedLogs(positionals, USAGE);
const waits = waitsOf(visitors.values());
if (!waits.length)
  fail(
    `"${positionals.join('", "')}" hold ${visitors.size} visitors and nobody who asked support: no \`contact_support\`, \`chat_answer\` or \`answer_support\`.`,
  );
if (values.json) console.log(JSON.stringify({ visitors: visitors.size, waits }, null, 2));
else {
  console.log(
    `${visitors.size} visitors. Medians are of what was answered and solved; what was not is counted beside them.`,
  );
  console.log(waitsReport(waits));
}
