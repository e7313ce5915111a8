/** Whether the browser says for the visitor that nothing may be sold or shared. Source: W3C Global Privacy Control. */
export function hasPrivacyControl(): boolean {
  return (globalThis.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true;
}
