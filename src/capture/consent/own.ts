/** What is at the end of a path of own properties. What is inherited is nobody's answer. */
export function own(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const name of path) {
    const owner = Object(at) as Readonly<Record<string, unknown>>;
    at = Object.hasOwn(owner, name) ? owner[name] : undefined;
  }
  return at;
}
