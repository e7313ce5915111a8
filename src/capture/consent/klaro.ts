import type { ConsentSource } from '../../core/purpose.js';
import { own } from './own.js';
import { type Categories, type PlatformOptions, platform } from './platform.js';

interface Manager {
  readonly confirmed: unknown;
  readonly consents: unknown;
  readonly config: { readonly services: readonly { readonly name: string; readonly purposes?: readonly string[] }[] };
  watch(watcher: { update(manager: unknown, event: string): void }): void;
}

const CATEGORIES: Categories = {
  functional: 'functional',
  analytics: 'analytics',
  personalization: 'personalization',
  advertising: 'advertising',
};

/** Klaro: purposes of its services, each of which needs consent, once they are confirmed. Source: Klaro, JavaScript API. */
export function klaro(options: PlatformOptions = {}): ConsentSource {
  const find = (): Manager | undefined =>
    (own(window, 'klaro') as { getManager?(): Manager } | undefined)?.getManager?.();
  return platform(
    {
      name: 'klaro',
      categories: CATEGORIES,
      read() {
        const manager = find();
        if (!manager) return null;
        const isAnswered = own(manager, 'confirmed') === true;
        return {
          isAnswered,
          allows(purpose) {
            const services = manager.config.services.filter(({ purposes = [] }) => purposes.includes(purpose));
            const answers = services.map(({ name }) => own(manager, 'consents', name));
            if (answers.includes(false)) return false;
            return isAnswered && answers.length > 0 && answers.every(answer => answer === true) ? true : undefined;
          },
        };
      },
      // Switches that are not saved yet are no answer.
      hear: look => find()?.watch({ update: (_, event) => void (event === 'saveConsents' && look()) }),
    },
    options,
  );
}
