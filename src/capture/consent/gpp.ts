import type { ConsentSource } from '../../core/purpose.js';
import { whenPresent } from './when-present.js';

interface GppEvent {
  readonly listenerId?: number;
  readonly pingData?: { readonly signalStatus?: string; readonly parsedSections?: object };
}

type GppApi = (command: string, callback: (event: GppEvent | null) => void, parameter?: number) => void;

/** Answers in the sections for states of the USA: 1 is opted out, 2 is not, 0 does not apply. Source: IAB GPP 1.1. */
const ANSWERS = /OptOut":[12]|"Gpc":true/g;

/** IAB Global Privacy Platform, its sections for the USA: whether the visitor opted out of advertising. It asks nothing else. */
export function gpp(): ConsentSource {
  return {
    name: 'gpp',
    watch(set, signal) {
      return whenPresent(() => {
        const { __gpp: api } = window as { __gpp?: GppApi };
        let listener: number | undefined;
        api?.('addEventListener', event => {
          listener = event?.listenerId;
          if (signal.aborted || event?.pingData?.signalStatus !== 'ready') return;
          const answers = JSON.stringify(event.pingData.parsedSections ?? {}).match(ANSWERS);
          set({
            advertising: !answers ? 'pending' : answers.every(answer => answer.endsWith('2')) ? 'granted' : 'denied',
          });
        });
        signal.addEventListener('abort', () => api?.('removeEventListener', () => {}, listener));
        return Boolean(api);
      }, signal);
    },
  };
}
