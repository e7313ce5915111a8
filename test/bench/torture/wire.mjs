/** So long before a tab is known to be dead nobody may have heard an answer, and what it sent may arrive so much later, ms. */
const BEFORE_MS = 500;
const AFTER_MS = 100;

/**
 * Watches what arrives at a collector: its `faults` hook, which passes the question on.
 *
 * @param {import('../../../examples/collector/faults.mjs').Faults} faults
 */
export function watchWire(faults = () => undefined) {
  const posts = [];
  const seen = new Set();
  const kills = [];

  function hook(body) {
    const { visitorId, rows } = JSON.parse(body);
    const fault = faults(body);
    const touchpoints = rows.flatMap(({ seq, touchpoint }) => (touchpoint ? [{ seq, id: touchpoint.id }] : []));
    const isTaken = !fault?.status;
    posts.push({ at: performance.now(), size: Buffer.byteLength(body), visitorId, touchpoints, fault, isTaken });
    if (isTaken) for (const { id } of touchpoints) seen.add(id);
    return fault;
  }

  return {
    hook,
    posts,
    /** Ids of touchpoints a batch brought that the collector took. */
    seen,
    /** Bytes of the largest body. */
    largest: () => Math.max(0, ...posts.map(({ size }) => size)),
    /** A tab was killed just now: nobody heard the answer that was on its way. */
    killed() {
      kills.push(performance.now());
    },
    /** Touchpoints that came again although the collector had answered that it has them: not after a fault. */
    repeats() {
      const answered = new Set();
      let again = 0;
      for (const { at, touchpoints, fault } of posts) {
        const isUnheard = kills.some(kill => at > kill - BEFORE_MS && at < kill + AFTER_MS);
        for (const { id } of touchpoints) again += Number(answered.has(id));
        if (!fault?.status && !fault?.isReset && !isUnheard) for (const { id } of touchpoints) answered.add(id);
      }
      return again;
    },
    /** Of one visitor: places given twice, and arrivals out of order, by what was taken first. */
    disorder() {
      const places = new Map();
      const last = new Map();
      let inversions = 0;
      let doubled = 0;
      for (const { visitorId, touchpoints, isTaken } of posts) {
        if (!isTaken) continue;
        for (const { seq, id } of touchpoints) {
          const place = `${visitorId} ${seq}`;
          if (places.has(place)) {
            doubled += Number(places.get(place) !== id);
            continue;
          }
          places.set(place, id);
          inversions += Number(seq < (last.get(visitorId) ?? 0));
          last.set(visitorId, seq);
        }
      }
      return { doubled, inversions };
    },
  };
}
