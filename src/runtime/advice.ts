import { call } from './bus.js';
import type { Shell } from './shell.js';

/** Says of a touchpoint type that no plugin declares, once, which declared one is nearest. Only a hint is lost if that fails. */
export function createAdvice(shell: Shell): (type: string) => void {
  const said = new Set<string>();

  async function say(type: string): Promise<void> {
    const { unknownType } = await import('../core/nearest.js');
    shell.bus.problem(unknownType(type, Object.keys(shell.rules.vocabulary)));
  }

  return type => {
    if (said.has(type)) return;
    said.add(type);
    call(
      () => say(type),
      () => {},
    );
  };
}
