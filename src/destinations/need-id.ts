import { WaymarkError } from '../core/problem.js';

/** Throws `WaymarkError` where a destination does not know whose it is; `option` says it. */
export function needId(name: string, option: string, id: string | number | undefined): void {
  if (`${id ?? ''}`) return;
  throw new WaymarkError(`${name}-id`, `Destination "${name}" does not know whose it is. Add \`${option}\`.`);
}
