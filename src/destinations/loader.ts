import { loadScript, type ScriptSource } from '../platform/load-script.js';

/** Whether a vendor's script is loaded, and where from. */
export type Load = boolean | ScriptSource;

/** The script of a vendor. */
export interface VendorScript {
  /** Whose it is. */
  readonly id: string | number | undefined;
  /** Its address; the id is encoded. */
  src(id: string): string;
  /** Puts on the page what stands in for it until it is there. */
  prepare(id: string): void;
  /** Once it is there. */
  loaded?(id: string): void;
}

/** How a vendor's script is loaded, where the site asks for that. */
export function loader(name: string, load: Load | undefined, script: VendorScript): false | (() => void) {
  const { src, prepare, loaded } = script;
  const id = `${script.id ?? ''}`;
  if (!load) return false;
  const { src: own = src(encodeURIComponent(id)), nonce }: ScriptSource = Object(load);
  return () => {
    prepare(id);
    const element = loadScript(name, own, nonce);
    if (loaded) element.addEventListener('load', () => loaded(id));
  };
}
