import type {} from '../capture/commerce.js';
import type {} from '../capture/forms.js';
import type {} from '../capture/vitals.js';
import { amountOf } from '../core/amount-of.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { feelingOf } from './feeling-of.js';

/** What is open between the visitor and the shop. */
export interface Care {
  /** Frictions that no success followed, at most 5. */
  readonly frictions: number;
  /** When the last of them happened, epoch ms. */
  readonly frictionAt: number | null;
  /** When a form was refused last, epoch ms; `null` once one was sent. */
  readonly refusedAt: number | null;
  /** Type of the touchpoint that opened the issue; empty while none is open. */
  readonly issue: string;
  /** Since when it is open, epoch ms. */
  readonly issueAt: number | null;
  /** When orders are promised for that have not arrived, newest first, at most 10. */
  readonly promises: readonly {
    /** Id of the order. */
    readonly transaction_id: string;
    /** Epoch ms. */
    readonly promisedAt: number;
  }[];
  /** Days by which the last delivery came before what was promised; below 0 after it. */
  readonly gapDays: number | null;
  /** When that delivery arrived, epoch ms. */
  readonly deliveredAt: number | null;
}

export interface CareOptions {
  /** Touchpoint types that are a friction beside the built-in ones: see `care`. */
  readonly frictions?: readonly string[];
  /** Days after which what is open counts as settled. Default 14. */
  readonly days?: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    care: Care;
  }
}

/** What goes wrong in a page by itself; an `exception` that nobody clicked for may not be noticed at all. */
const BUILT_IN = [
  'payment_error',
  'request_error',
  'rage_click',
  'dead_click',
  'error_click',
  'page_loop',
  'form_abandon',
];
/** LCP over this is slow. Source: https://web.dev/articles/lcp, where it is called poor. */
const SLOW_MS = 4_000;
const FRICTIONS = 5;
const PROMISES = 10;
const DAY_MS = 86_400_000;
const OPEN_MS = 30 * 60_000;
/** All fields that are refused at once are refused within this time. */
const AT_ONCE_MS = 1_000;

const NOTHING: Care = {
  frictions: 0,
  frictionAt: null,
  refusedAt: null,
  issue: '',
  issueAt: null,
  promises: [],
  gapDays: null,
  deliveredAt: null,
};

/**
 * Keeps what is open between the visitor and the shop. Frictions are `payment_error`,
 * `request_error`, `rage_click`, `dead_click`, `error_click`, `page_loop`, `form_abandon`, `web_vitals` with an LCP over
 * 4 s, `view_search_results` of a `page_type` `help` that found nothing (`results: 0`), and `form_error` from the second
 * refusal within 30 minutes on, without `form_submit` between; one is open until `add_payment_info` or `purchase`. An
 * issue opens with `contact_support`, `return_order`, an answer that feels −0.5 or less (NPS to 6, CSAT to 2) and a
 * delivery a day or more after its promise; it closes with `solve_issue` or an answer of 0.5 or more (NPS from 9, CSAT
 * from 4). Both are settled after 14 days, seen at the next touchpoint.
 */
export function care({ frictions = [], days = 14 }: CareOptions = {}): Plugin {
  // Of JSON it may be anything.
  if (!Array.isArray(frictions))
    throw new WaymarkError('care-odd', '`care.frictions` must be a list of touchpoint types.');
  return definePlugin({
    name: 'care',
    slice: {
      name: 'care',
      version: 1,
      initial: NOTHING,
      reduce(before, touchpoint) {
        const { type, at } = touchpoint;
        const open = withRefusal(settled(before, touchpoint, at - days * DAY_MS), touchpoint);
        const isMore = isFriction(touchpoint) || isRefusedAgain(before, touchpoint) || frictions.includes(type);
        const state = isMore ? { ...open, frictions: Math.min(open.frictions + 1, FRICTIONS), frictionAt: at } : open;
        const next = type === 'promise_delivery' || type === 'deliver_order' ? withOrder(state, touchpoint) : state;
        const isLate = type === 'deliver_order' && next !== state && (next.gapDays ?? 0) <= -1;
        const isBad = (feelingOf(touchpoint) ?? 0) <= -0.5;
        const isIssue = type === 'contact_support' || type === 'return_order' || isBad || isLate;
        return isIssue && next.issueAt === null ? { ...next, issue: type, issueAt: at } : next;
      },
    },
  });
}

/** What is open at a moment: a friction for 30 minutes, an issue until it is settled. Pure. */
export function openCare(
  { slices: { care: state } }: Profile,
  now: number,
): { readonly friction: boolean; readonly issue: boolean } {
  const frictionAt = state?.frictionAt ?? null;
  return { friction: frictionAt !== null && now - frictionAt < OPEN_MS, issue: (state?.issueAt ?? null) !== null };
}

/** Whether it is one of the frictions that are built in. Pure. */
export function isFriction({ type, data }: Touchpoint): boolean {
  if (type === 'web_vitals') return data.name === 'LCP' && data.value > SLOW_MS;
  // A question that the help has no answer to.
  if (type === 'view_search_results') return data.page_type === 'help' && data.results === 0;
  return BUILT_IN.includes(type);
}

/** What is open without what a touchpoint settles, or what is older than this. */
function settled(before: Care, touchpoint: Touchpoint, since: number): Care {
  const { type } = touchpoint;
  const isSolved = type === 'solve_issue' || (feelingOf(touchpoint) ?? 0) >= 0.5;
  let state = before;
  if (state.frictionAt !== null && (isSuccess(type) || state.frictionAt < since))
    state = { ...state, frictions: 0, frictionAt: null };
  if (state.issueAt !== null && (isSolved || state.issueAt < since)) state = { ...state, issue: '', issueAt: null };
  return state;
}

function isSuccess(type: string): boolean {
  return type === 'add_payment_info' || type === 'purchase';
}

/** The moment of a refusal, until a form is sent. */
function withRefusal(state: Care, { type, at }: Touchpoint): Care {
  if (type === 'form_error') return { ...state, refusedAt: at };
  const isSent = type === 'form_submit' || isSuccess(type);
  return state.refusedAt && isSent ? { ...state, refusedAt: null } : state;
}

function isRefusedAgain({ refusedAt }: Care, { type, at }: Touchpoint): boolean {
  const pauseMs = at - (refusedAt ?? -Infinity);
  return type === 'form_error' && pauseMs >= AT_ONCE_MS && pauseMs < OPEN_MS;
}

/** The promise kept until the order arrives; then by how much it was kept. */
function withOrder(state: Care, { type, at, data }: Touchpoint<'promise_delivery' | 'deliver_order'>): Care {
  const id = textOf(data.transaction_id);
  const others = state.promises.filter(({ transaction_id }) => transaction_id !== id);
  const told = amountOf(data.promised_at);
  if (type === 'promise_delivery') {
    if (!told || !id) return state;
    return { ...state, promises: [{ transaction_id: id, promisedAt: told }, ...others].slice(0, PROMISES) };
  }
  const promisedAt = told || state.promises.find(({ transaction_id }) => transaction_id === id)?.promisedAt;
  if (!promisedAt) return state;
  const deliveredAt = amountOf(data.delivered_at) || at;
  return { ...state, promises: others, gapDays: (promisedAt - deliveredAt) / DAY_MS, deliveredAt };
}
