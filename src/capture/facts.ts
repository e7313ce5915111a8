import { type CaptureContext, definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { TouchpointMap, TouchpointType } from '../core/touchpoint.js';
import { fetchText } from '../platform/fetch-text.js';
import { readFacts } from './read-facts.js';

declare module '../core/profile.js' {
  interface SliceMap {
    /** Which facts of the shop were taken: short names of the last 100. */
    facts: readonly string[];
  }
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The shop may know more of a visitor who has signed in; once a visit. */
    'facts.ask': {
      /** Where it is asked. */
      readonly url: string;
    };
  }
}

export interface FactsOptions {
  /** An address of the site's own that answers with facts, asked with its cookies once a visit after `identify`. */
  readonly url?: string;
}

const KNOWN: Known<FactsOptions> = { url: 1 };
/** More than two readings hold, so that what is read again is known again. */
const FACTS = 100;
const BYTES = 64 * 1024;

/**
 * What only the shop's side knows, such as a delivery, a call or a return: touchpoints `[{ id, type, at, data, channel }]` from
 * `<script type="application/json" id="waymark-facts">`, and from `url`. Each once by its `id`, over reloads, tabs and
 * devices; the newest 20 of a reading, checked like anything tracked. `at`: epoch ms or ISO 8601. A `url` needs the
 * purpose `functional`.
 */
export function facts(options: FactsOptions = {}): Plugin {
  const { url } = options;
  return definePlugin({
    name: 'facts',
    options: [options, KNOWN],
    ...(url && { purpose: 'functional' }),
    capture(context) {
      const read = (): void => {
        if (!context.signal.aborted) tell(context, document.querySelector('script#waymark-facts')?.textContent);
      };
      // By then what was taken before is known. Safari has no idle callbacks.
      const wait = (): unknown => (window.requestIdleCallback ?? setTimeout)(read);
      if (document.readyState === 'complete') wait();
      else addEventListener('load', wait, { signal: context.signal });
    },
    normalize: (touchpoint, { slices }) =>
      touchpoint.by === 'facts' && slices.facts?.includes(nameOf(touchpoint.data)) ? null : touchpoint,
    slice: {
      name: 'facts',
      version: 1,
      initial: [],
      reduce: (state, { by, data }) => (by === 'facts' ? [...state, nameOf(data)].slice(-FACTS) : state),
    },
    ...(url && {
      triggers: [
        {
          name: 'facts',
          decision: 'facts.ask',
          perSession: 1,
          when: ({ touchpoint, profile }) => (touchpoint && profile.slices.identity?.userId ? { url } : null),
        },
      ],
      acts: ['facts.ask'],
      async act(_, context) {
        try {
          const { text, isWhole } = await fetchText(url, { signal: context.signal, maxBytes: BYTES, isOwn: true });
          tell(context, isWhole ? text : '');
        } catch (cause) {
          const message = `Facts could not be read from \`url\`: ${(cause as Error).message}. Mend the address or its answer.`;
          context.problem('facts-missing', message);
        }
      },
    }),
  });
}

function tell({ profile, problem, track }: CaptureContext, text: string | null | undefined): void {
  if (text === null || text === undefined) return;
  const { found, odd } = readFacts(text);
  for (const { name, type, at, data, channel } of found) {
    if (profile.slices.facts?.includes(name)) continue;
    // The vocabulary knows the type, and its check looks at the data.
    track(type as TouchpointType, { ...data, fact_id: name } as unknown as TouchpointMap[TouchpointType], {
      at,
      ...(channel && { channel }),
    });
  }
  if (odd)
    problem(
      'facts-odd',
      `${odd} of the shop’s facts were left out: each needs \`id\`, \`type\` and \`at\`. Mend them.`,
    );
}

/** Text in whatever came; a fact has it. */
function nameOf(data: object): string {
  return String((data as { readonly fact_id?: unknown }).fact_id).slice(0, 20);
}
