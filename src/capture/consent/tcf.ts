import type { ConsentSource, Grant } from '../../core/purpose.js';
import { whenPresent } from './when-present.js';

/** What a consent platform tells of the visitor's choice. Source: IAB TCF 2.2, CMP API. */
interface TcData {
  readonly eventStatus?: string;
  readonly listenerId?: number;
  readonly gdprApplies?: boolean;
  readonly purpose?: { readonly consents?: Readonly<Record<number, boolean>> };
}

type TcfApi = (command: string, version: 2, callback: (data: TcData | null) => void, parameter?: number) => void;

/**
 * IAB TCF: purpose 1 opens storage; with it 8 and 9 are analytics, 5 and 6 personalization, 3 and 4 advertising. Where the
 * GDPR does not apply, and before the visitor has answered, it says nothing.
 */
export function tcf(): ConsentSource {
  return {
    name: 'tcf',
    watch(set, signal) {
      return whenPresent(() => {
        const { __tcfapi: api } = window as { __tcfapi?: TcfApi };
        let listener: number | undefined;
        api?.('addEventListener', 2, data => {
          listener = data?.listenerId;
          if (signal.aborted || !data?.gdprApplies || !/^(tcloaded|useractioncomplete)$/.test(`${data.eventStatus}`))
            return;
          const grant = (...purposes: number[]): Grant => {
            const answers = [1, ...purposes].map(id => data.purpose?.consents?.[id]);
            return answers.includes(false) ? 'denied' : answers.every(Boolean) ? 'granted' : 'pending';
          };
          set({ functional: grant(), analytics: grant(8, 9), personalization: grant(5, 6), advertising: grant(3, 4) });
        });
        signal.addEventListener('abort', () => api?.('removeEventListener', 2, () => {}, listener));
        return Boolean(api);
      }, signal);
    },
  };
}
