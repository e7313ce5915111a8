import type {} from '../capture/forms.js';
import type {} from '../capture/vitals.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** What became of one nudge so far. */
export interface Told {
  /** Id of the nudge, at most 200 characters. */
  readonly nudge_id: string;
  /** Where it is said, such as `page` or `email`. */
  readonly channel: string;
  /** What kind it is, such as `rescue`; empty while unknown. */
  readonly kind: string;
  /** When it was shown, epoch ms: the last 10 times, oldest first. */
  readonly shownAt: readonly number[];
  /** When the visitor waved it away last. */
  readonly dismissedAt: number | null;
  /** When the visitor took it up last. */
  readonly convertedAt: number | null;
  /** Until when it waits because the page asked for it. */
  readonly deferredTo: number | null;
  /** When any of that happened last. */
  readonly answeredAt: number;
}

/** What was said to the visitor on this device, and whether this is a moment to say something. */
export interface Prompts {
  /** The 50 nudges that were last about, newest first. */
  readonly told: readonly Told[];
  /** Id of the nudge that is on the page; empty for none. */
  readonly open: string;
  /** When the visitor last began to fill in a form that was not sent. */
  readonly formAt: number | null;
  /** When the visitor last tried to pay for an order that did not follow yet. */
  readonly payingAt: number | null;
  /** The page is slow: its largest part took longer than 4 s to show. */
  readonly isSlow: boolean;
}

/** One nudge. */
interface OneNudge {
  /** Id of the nudge. */
  readonly nudge_id: string;
  /** Where it is said. Default `page`. */
  readonly channel?: string;
  /** What kind it is; what is said as `rescue` counts towards its own cap alone. */
  readonly kind?: string;
  /** Variant of its content that was chosen. */
  readonly variant?: string;
  /** Id of the decision. */
  readonly decision_id?: string;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** A nudge was seen. */
    show_nudge: OneNudge;
    /** The visitor waved it away. */
    dismiss_nudge: OneNudge;
    /** The visitor took it up. */
    convert_nudge: OneNudge;
    /** The page shows it later. */
    defer_nudge: OneNudge & {
      /** Not before this moment, epoch ms; at most 30 days ahead. */
      readonly until: number;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    prompts: Prompts;
  }
}

type NudgeAct = Touchpoint<'show_nudge' | 'dismiss_nudge' | 'convert_nudge' | 'defer_nudge'>;

const NUDGES = 50;
const TIMES = 10;
const DEFER_MS = 30 * 86_400_000;
/** Source: web.dev/lcp, above which Google calls it poor. */
const SLOW_MS = 4_000;
const EMPTY: Prompts = { told: [], open: '', formAt: null, payingAt: null, isSlow: false };

/**
 * Remembers which nudges were shown and how each was answered, and whether the visitor is paying or filling in a form.
 * Stays at a logout, so that nobody is asked twice on one device. Stands before every `nudge()`.
 */
export function prompts(): Plugin {
  const one = (data: Readonly<Record<string, unknown>>) => (textOf(data.nudge_id) ? data : '`nudge_id` is missing');
  return definePlugin({
    name: 'prompts',
    vocabulary: {
      show_nudge: one,
      dismiss_nudge: one,
      convert_nudge: one,
      defer_nudge: data => (Number.isFinite(data.until) ? one(data) : '`until` must be a moment in epoch ms'),
    },
    slice: {
      name: 'prompts',
      version: 1,
      initial: EMPTY,
      outlivesReset: true,
      reduce(before, touchpoint, { lastSeenAt }) {
        const { type, at } = touchpoint;
        const state = settled(before, lastSeenAt ?? at);
        if (type === 'show_nudge')
          return answered(state, touchpoint, told => ({ shownAt: [...told.shownAt, at].slice(-TIMES) }));
        if (type === 'dismiss_nudge') return answered(state, touchpoint, () => ({ dismissedAt: at }));
        if (type === 'convert_nudge') return answered(state, touchpoint, () => ({ convertedAt: at }));
        if (type === 'defer_nudge') {
          const { until } = touchpoint.data;
          const to = Math.max(at, Math.min(Number.isFinite(until) ? until : at, at + DEFER_MS));
          return answered(state, touchpoint, () => ({ deferredTo: to }));
        }
        const news = newsOf(state, touchpoint);
        const isNew = Object.entries(news).some(([name, value]) => value !== state[name as keyof Prompts]);
        return isNew ? { ...state, ...news } : state;
      },
    },
  });
}

/** A clock that was set back leaves moments in the future behind; they count as now. */
function settled(state: Prompts, now: number): Prompts {
  const { told, formAt, payingAt } = state;
  if (Math.max(formAt ?? 0, payingAt ?? 0, ...told.map(({ answeredAt }) => answeredAt)) <= now) return state;
  const back = (at: number | null) => at && Math.min(at, now);
  return {
    ...state,
    formAt: back(formAt),
    payingAt: back(payingAt),
    told: told.map(one => ({
      ...one,
      shownAt: one.shownAt.map(at => Math.min(at, now)),
      dismissedAt: back(one.dismissedAt),
      convertedAt: back(one.convertedAt),
      deferredTo: one.deferredTo && Math.min(one.deferredTo, now + DEFER_MS),
      answeredAt: Math.min(one.answeredAt, now),
    })),
  };
}

/** What the act changes of what is known about its nudge, which comes first now. */
function answered(state: Prompts, act: NudgeAct, change: (told: Told) => Partial<Told>): Prompts {
  const { told, open } = state;
  const { type, at, data } = act;
  const id = textOf(data.nudge_id);
  if (!id) return state;
  const others = told.filter(({ nudge_id }) => nudge_id !== id);
  const known = told.find(({ nudge_id }) => nudge_id === id) ?? {
    nudge_id: id,
    channel: 'page',
    kind: '',
    shownAt: [],
    dismissedAt: null,
    convertedAt: null,
    deferredTo: null,
    answeredAt: at,
  };
  const next = {
    ...known,
    ...change(known),
    channel: textOf(data.channel) || known.channel,
    kind: textOf(data.kind) || known.kind,
    answeredAt: at,
  };
  const isShown = type === 'show_nudge' && next.channel === 'page';
  return { ...state, told: [next, ...others].slice(0, NUDGES), open: isShown ? id : open === id ? '' : open };
}

/** What any other touchpoint says about the page and the moment. */
function newsOf({ isSlow }: Prompts, { type, at, data }: Touchpoint): Partial<Prompts> {
  if (type === 'page_view') return { open: '', formAt: null, isSlow: false };
  if (type === 'form_start') return { formAt: at };
  if (type === 'form_submit') return { formAt: null };
  if (type === 'add_payment_info' || type === 'payment_error') return { payingAt: at };
  if (type === 'purchase') return { payingAt: null, formAt: null };
  // What is told of a page the visitor has left says nothing of this one.
  if (type === 'web_vitals')
    return { isSlow: isSlow || (data.name === 'LCP' && data.value > SLOW_MS && !data.page_location) };
  return {};
}
