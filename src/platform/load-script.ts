interface Policy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

/** Where a script of another system comes from. */
export interface ScriptSource {
  /** Its address, for those who serve it themselves. Default: the vendor's own. */
  readonly src?: string;
  /** The nonce that the page's Content Security Policy names. */
  readonly nonce?: string;
}

/** Loads a script of another system, once a page. Where the page demands Trusted Types it has to allow `waymark-<name>`. Returns its element. */
export function loadScript(name: string, src: string, nonce?: string): HTMLScriptElement {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(`waymark-${name}`, { createScriptURL: url => url });
  const script = document.createElement('script');
  script.async = true;
  if (nonce) script.nonce = nonce;
  script.src = policy?.createScriptURL(src) ?? src;
  document.head.append(script);
  return script;
}
