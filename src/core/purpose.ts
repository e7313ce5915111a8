/** What data may be used for. */
export type Purpose = 'functional' | 'analytics' | 'personalization' | 'advertising';

export type Grant = 'pending' | 'granted' | 'denied';

/** An answer for some purposes; what is missing was not asked. */
export type Choice = { readonly [purpose in Purpose]?: Grant };

/** The standing of every purpose. */
export type Consent = { readonly [purpose in Purpose]: Grant };

export const PURPOSES: readonly Purpose[] = ['functional', 'analytics', 'personalization', 'advertising'];

/** The choice that grants everything. */
export const EVERYTHING: { readonly [purpose in Purpose]: 'granted' } = {
  functional: 'granted',
  analytics: 'granted',
  personalization: 'granted',
  advertising: 'granted',
};

/** Whether a member with this purpose may see something captured under `purposes`. Pure. */
export function isPermitted(purpose: Purpose | undefined, purposes: readonly Purpose[]): boolean {
  return purpose === undefined || purposes.includes(purpose);
}

/** Somebody who knows the visitor's answer: a consent platform on the page. */
export interface ConsentSource {
  readonly name: string;
  /** Calls `set` with every answer it hears until `signal` aborts. Returns whether it is present on this page. */
  watch(set: (choice: Choice) => void, signal: AbortSignal): boolean;
}
