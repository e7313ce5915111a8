/** How many of the last placed count. */
const WINDOW = 40;

/**
 * An order of 0 … `size` − 1 in which what is paired stands close, so that the distances are small numbers. Greedy: next
 * comes what has the most pairs with the last 40 for the pairs it has (after Wei et al., "Speedup graph processing by
 * graph ordering", SIGMOD 2016). Pure.
 */
export function orderByNearness(size: number, pairs: readonly (readonly [a: number, b: number])[]): readonly number[] {
  const near = Array.from({ length: size }, (): number[] => []);
  for (const [a, b] of pairs) {
    near[a]?.push(b);
    near[b]?.push(a);
  }
  const isPlaced = new Uint8Array(size);
  const order: number[] = [];
  const open = new Map<number, number>();
  const count = (place: number, by: number): void => {
    for (const other of near[place] ?? []) {
      const sum = (open.get(other) ?? 0) + by;
      if (sum && !isPlaced[other]) open.set(other, sum);
      else open.delete(other);
    }
  };
  for (let start = 0; start < size; start++) {
    let next = isPlaced[start] ? -1 : start;
    while (next >= 0) {
      isPlaced[next] = 1;
      open.delete(next);
      order.push(next);
      count(next, 1);
      const gone = order[order.length - 1 - WINDOW];
      if (gone !== undefined) count(gone, -1);
      next = -1;
      let most = 0;
      for (const [place, pairsHere] of open) {
        const share = pairsHere / Math.sqrt(near[place]?.length ?? 1);
        if (share <= most) continue;
        most = share;
        next = place;
      }
    }
  }
  return order;
}
