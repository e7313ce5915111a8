import { WaymarkError } from '../core/problem.js';
import { loadScript, type ScriptSource } from '../platform/load-script.js';

/** Whether a vendor's script is loaded, and where from. */
export type Load = boolean | ScriptSource;

/** The script of a vendor. */
export interface VendorScript {
  /** The option that says whose it is. */
  readonly option: string;
  readonly id: string | number | undefined;
  /** Nothing can be told without it. */
  readonly isNeeded?: boolean;
  /** Its address; the id is encoded. */
  src(id: string): string;
  /** Puts on the page what stands in for it until it is there. */
  prepare(id: string): void;
  /** Once it is there. */
  loaded?(id: string): void;
}

/** How a vendor's script is loaded, where the site asks for that. Throws `WaymarkError` where an id is wanted and missing. */
export function loader(name: string, load: Load | undefined, script: VendorScript): false | (() => void) {
  const { option, isNeeded, src, prepare, loaded } = script;
  const id = `${script.id ?? ''}`;
  if (!id && (load || isNeeded))
    throw new WaymarkError(`${name}-id`, `Destination "${name}" does not know whose it is. Add \`${option}\`.`);
  if (!load) return false;
  const { src: own = src(encodeURIComponent(id)), nonce }: ScriptSource = Object(load);
  return () => {
    prepare(id);
    const element = loadScript(name, own, nonce);
    if (loaded) element.addEventListener('load', () => loaded(id));
  };
}
