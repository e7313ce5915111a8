import { atMost, plain } from './table.mjs';

const MOST_KB = 300;
const TOUCHPOINTS = [1_000, 10_000];

/** What the page's memory grows by while it tracks, with what V8 compiled told apart. @returns {import('./visit.mjs').Subject} */
export function heap({ visitor }) {
  let looks;

  async function round() {
    ({ looks } = await visitor(TOUCHPOINTS.at(-1)));
  }

  function lines() {
    const growth = (name, touchpoints) => (looks.get(touchpoints)[name] - looks.get(0)[name]) / 1_000;
    return [
      plain('heap after 0 touchpoints', looks.get(0).used / 1_000, 'kB'),
      ...TOUCHPOINTS.flatMap(touchpoints => {
        const name = `heap after ${touchpoints.toLocaleString('en')} touchpoints, above that`;
        const used = growth('used', touchpoints);
        const code = growth('code', touchpoints);
        return [
          atMost(name, used, MOST_KB, 'kB'),
          plain('  of it code V8 compiled of the bundle', code, 'kB'),
          plain('  of it everything else', used - code, 'kB'),
        ];
      }),
    ];
  }

  return { round, lines };
}

/** Bytes that are used, with garbage collected before, and those of them that are compiled code. */
export async function lookAtHeap(session) {
  // What the first collection finishes the second one finds.
  for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  return { used, code: await codeOf(session) };
}

/** Bytes of compiled code and what belongs to it, by a snapshot of the heap. */
async function codeOf(session) {
  const chunks = [];
  const hear = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  const { nodes, snapshot } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const type = types[0].indexOf('code');
  let size = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (nodes[at + fields.indexOf('type')] === type) size += nodes[at + fields.indexOf('self_size')];
  return size;
}
