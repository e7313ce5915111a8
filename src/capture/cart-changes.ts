import type { Item } from './item.js';

/** A line of the cart, as far as it says what is in it. */
interface Line {
  readonly item_id: string;
  readonly item_name: string;
  readonly item_variant: string;
  readonly quantity: number;
}

/** Something that made a cart another. */
export interface CartChange {
  readonly type: 'add_to_cart' | 'remove_from_cart';
  readonly items: readonly Item[];
}

/** What happened between two states of a cart. Lines are the same by id or name, and variant. Pure. */
export function cartChanges(before: readonly Line[], after: readonly Item[]): readonly CartChange[] {
  const added: Item[] = [];
  const removed: Item[] = [];
  const left = new Set(before);
  for (const item of after) {
    const line = [...left].find(known => isSame(known, item));
    if (line) left.delete(line);
    const more = (item.quantity ?? 1) - (line?.quantity ?? 0);
    // What is known under another id keeps it, or it would be two things.
    const changed = { ...item, ...(line && nameOf(line)), quantity: Math.abs(more) };
    if (more) (more > 0 ? added : removed).push(changed);
  }
  for (const line of left) removed.push({ ...nameOf(line), quantity: line.quantity });
  return [
    ...(added.length ? [{ type: 'add_to_cart' as const, items: added }] : []),
    ...(removed.length ? [{ type: 'remove_from_cart' as const, items: removed }] : []),
  ];
}

function nameOf({ item_id, item_name, item_variant }: Line): Item {
  return { item_id, item_name, ...(item_variant && { item_variant }) };
}

function isSame(line: Line, { item_id, item_name, item_variant = '' }: Item): boolean {
  if (line.item_variant && item_variant && line.item_variant !== item_variant) return false;
  return (
    line.item_id === item_id || (item_name !== undefined && line.item_name.toLowerCase() === item_name.toLowerCase())
  );
}
