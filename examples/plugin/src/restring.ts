import { definePlugin, type Plugin } from 'waymark';

/** The strings on the visitor's guitar. */
export interface Strung {
  /** When they were put on, epoch ms. */
  readonly at: number;
  /** The set, at most 60 characters; empty where it was not said. */
  readonly set: string;
}

declare module 'waymark' {
  interface TouchpointMap {
    /** The visitor has put new strings on. */
    acme_restring: { readonly set?: string };
  }
  interface SliceMap {
    /** `null` while nobody said anything. */
    acmeStrings: Strung | null;
  }
  interface DecisionMap {
    /** The strings are old. */
    'acme.restring': { readonly set: string; readonly days: number };
  }
}

export interface RestringOptions {
  /** After how many days strings are old. Default 90. */
  readonly days?: number;
  /** Id of the element of the page that the reminder is put into. Default `acme-restring`. */
  readonly slot?: string;
}

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

/** Remembers when new strings were put on, and reminds of it in the page when they are old. */
export function restring({ days = 90, slot = 'acme-restring' }: RestringOptions = {}): Plugin {
  /** Takes away what is there. */
  let clear = (): void => {};

  return definePlugin({
    name: 'acme-restring',
    purpose: 'personalization',
    vocabulary: {
      acme_restring: ({ set }) =>
        set === undefined || typeof set === 'string'
          ? { ...(set && { set: set.slice(0, 60) }) }
          : '`set` must be a text',
    },
    slice: {
      name: 'acmeStrings',
      version: 1,
      initial: null,
      reduce(state, { type, at, data }) {
        if (type !== 'acme_restring') return state;
        // Tracked before this plugin was there, it was not checked.
        return { at, set: typeof data.set === 'string' ? data.set.slice(0, 60) : '' };
      },
    },
    triggers: [
      {
        name: 'acme-restring',
        decision: 'acme.restring',
        every: MONTH_MS,
        when({ now, profile: { slices } }) {
          const { acmeStrings: strung } = slices;
          return strung && now - strung.at >= days * DAY_MS ? { set: strung.set, days } : null;
        },
        wakeAt: ({ slices: { acmeStrings } }) => (acmeStrings ? acmeStrings.at + days * DAY_MS : null),
      },
    ],
    acts: ['acme.restring'],
    // It watches nothing; what it has shown goes when it is stopped.
    capture: () => () => clear(),
    act(decision, { track }) {
      const place = document.getElementById(slot);
      if (!place || decision.name !== 'acme.restring') return;
      clear();
      const { set, days: old } = decision.data;
      const card = document.createElement('p');
      const done = document.createElement('button');
      done.type = 'button';
      done.textContent = 'I have changed them';
      card.append(`Your ${set || 'strings'} are more than ${old} days old. `, done);
      clear = () => card.remove();
      done.addEventListener('click', () => {
        clear();
        track('acme_restring', set ? { set } : {});
      });
      place.append(card);
    },
  });
}
