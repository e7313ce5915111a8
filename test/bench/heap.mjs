import { atMost, plain } from './table.mjs';

const MOST_KB = 300;

/** What the page's memory grows by while it tracks, with what V8 compiled told apart. Looks whenever it is asked to, with garbage collected before. */
export function heap() {
  const seen = new Map();

  async function look(session, touchpoints) {
    // What the first collection finishes the second one finds.
    for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
    seen.set(touchpoints, { used, code: await codeOf(session) });
  }

  function lines() {
    const growth = (name, touchpoints) => (seen.get(touchpoints)[name] - seen.get(0)[name]) / 1_000;
    return [
      plain('heap after 0 touchpoints', seen.get(0).used / 1_000, 'kB'),
      plain('heap after 1,000 touchpoints, above that', growth('used', 1_000), 'kB'),
      atMost('heap after 10,000 touchpoints, above that', growth('used', 10_000), MOST_KB, 'kB'),
      plain('  of it code V8 compiled of the bundle', growth('code', 10_000), 'kB'),
      plain('  of it everything else', growth('used', 10_000) - growth('code', 10_000), 'kB'),
    ];
  }

  return { look, lines };
}

/** Bytes of compiled code and what belongs to it, by a snapshot of the heap. */
async function codeOf(session) {
  let text = '';
  const hear = ({ chunk }) => {
    text += chunk;
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  const { nodes, snapshot } = JSON.parse(text);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const type = types[0].indexOf('code');
  let size = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (nodes[at + fields.indexOf('type')] === type) size += nodes[at + fields.indexOf('self_size')];
  return size;
}
