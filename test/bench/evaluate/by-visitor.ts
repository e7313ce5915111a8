/** The rows of each visitor, who are drawn as a whole. Pure. */
export function byVisitor<Row extends { readonly visitor: string }>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.visitor) ?? [];
    group.push(row);
    groups.set(row.visitor, group);
  }
  return [...groups.values()];
}
