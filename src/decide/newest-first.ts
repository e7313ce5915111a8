/** An id of a product; `7` and `'7'` are the same product. */
export type ItemId = string | number;

/** The ids of a session, each once, the newest first; what is no id is left out. Pure. */
export function newestFirst(session: readonly ItemId[]): readonly ItemId[] {
  const found = new Map<string, ItemId>();
  for (const id of [...session].reverse()) if (nameOf(id) && !found.has(`${id}`)) found.set(`${id}`, id);
  return [...found.values()];
}

/** An id as text; empty for what is none, as lists of a host may hold. Pure. */
export function nameOf(id: unknown): string {
  return typeof id === 'string' || Number.isFinite(id) ? `${id}` : '';
}
