/** What is at the end of a path of own properties. What is inherited is nobody's answer. */
export function own(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => {
    const owner = Object(at) as Readonly<Record<string, unknown>>;
    return Object.hasOwn(owner, name) ? owner[name] : undefined;
  }, value);
}
