import type { Profile } from '../core/profile.js';
import type { ContactWish } from '../learn/contact-use.js';
import { bucketOf } from './bucket.js';
import { type Nudge, PERIODS } from './complete-nudge.js';
import { decidedOf } from './decided-nudges.js';
import { DAY_MS, MINUTE_MS } from './fits.js';
import { isWished } from './is-wished.js';
import type { Cap, Span } from './nudge-options.js';

/** Why a nudge whose conditions hold is not said now. */
export type HoldReason =
  | 'dates'
  | 'dismissed'
  | 'deferred'
  | 'cap'
  | 'cooldown'
  | 'visit'
  | 'offered'
  | 'global-cap'
  | 'channel-cap'
  | 'wish'
  | 'pause'
  | 'busy'
  | 'quiet'
  | 'aware'
  | 'issue'
  | 'payment'
  | 'form'
  | 'slow'
  | 'holdout'
  | 'global-holdout'
  | 'outranked';

/** What may keep back a nudge by itself. */
export type GateReason = Exclude<HoldReason, 'outranked'>;

/** Something that may keep a nudge back. */
export interface Gate {
  readonly reason: GateReason;
  /** When time alone opens it, epoch ms; `-Infinity`: it is open, `Infinity`: only something that happens. */
  readonly opensAt: number;
  /** It stands for a rescue, too. */
  readonly isOwn: boolean;
}

/** A nudge that was decided and not seen by then is offered again: its page is gone. */
const OFFER_MS = 30_000;
/** A nudge that nobody answered is on the page for so long at most. */
const ON_PAGE_MS: number = 30 * MINUTE_MS;
const FORM_MS: number = 2 * MINUTE_MS;
/** A visit is over after such a silence. */
const IDLE_MS: number = 30 * MINUTE_MS;
const PAYMENT_MS: number = 30 * MINUTE_MS;

/** Everything that may keep a nudge back, in the order in which it is named. Pure. */
export function gatesOf(nudge: Nudge, profile: Profile, now: number): readonly Gate[] {
  const { slices, session, stage, visitorId } = profile;
  const { id, kind, channel, terms, from, until } = nudge;
  const { told = [], open, formAt, payingAt, isSlow } = slices.prompts ?? {};
  const toldOf = (name: string | undefined) => told.find(({ nudge_id }) => nudge_id === name);
  const own = toldOf(id);
  const timesOf = (list: typeof told) => list.flatMap(({ shownAt }) => shownAt);
  // A rescue is no part of what is too much.
  const counted = told.filter(one => one.kind !== 'rescue');
  /** Until when one that is on its way or on the page keeps out the next. */
  const busyUntil = (isMine: boolean) => {
    // An answer at that very moment may have brought it about; a clock that was ahead says nothing.
    const offered = decidedOf(profile).flatMap(([name, at]) =>
      (name === id) === isMine && at <= now && at >= (toldOf(name)?.answeredAt ?? at) ? at : [],
    );
    const shown = (open === id) === isMine ? toldOf(open)?.shownAt : [];
    return Math.max(after(offered, OFFER_MS), after(shown ?? [], ON_PAGE_MS));
  };
  const isPassive = nudge.quietWhileAware && stage?.overlays.includes('passive');
  const { startedAt = 0, lastAt = 0 } = session ?? {};
  const shownAt = own?.shownAt ?? [];
  const byChannel = counted.filter(one => one.channel === channel);
  const gate = (reason: GateReason, opensAt: number, isOwn = false): Gate => ({ reason, opensAt, isOwn });
  return [
    gate('dates', now > until ? Infinity : from, true),
    gate('dismissed', after([own?.dismissedAt], terms.dismissedDays * DAY_MS), true),
    gate('deferred', own?.deferredTo ?? -Infinity, true),
    gate('cap', fullUntil(shownAt, nudge.cap, startedAt), true),
    gate('cooldown', after(shownAt, msOf(nudge.cooldown)), true),
    // Who comes back is in a visit from the next touchpoint on; mail waits for none.
    gate('visit', shutIf(channel === 'page' && now - lastAt > IDLE_MS), true),
    gate('offered', busyUntil(true), true),
    gate('global-cap', fullUntil(timesOf(counted), terms.cap, startedAt)),
    gate('channel-cap', fullUntil(timesOf(byChannel), channelCapOf(nudge), startedAt)),
    // What leaves the page is not said against a wish, whatever it rescues.
    gate('wish', wishedFrom(slices.contact?.wish, channel, timesOf(counted)), kind === 'rescue' && channel !== 'page'),
    gate('pause', after(timesOf(told.filter(one => one !== own)), terms.pauseSeconds * 1000)),
    gate('busy', busyUntil(false)),
    gate('quiet', startedAt + terms.quietSeconds * 1000),
    gate('aware', shutIf(isPassive)),
    gate('issue', shutIf(kind === 'promotion' && slices.care?.issue)),
    gate('payment', after([payingAt], PAYMENT_MS)),
    gate('form', after([formAt], FORM_MS)),
    gate('slow', shutIf(isSlow)),
    gate('global-holdout', shutIf(isIn(visitorId, '', terms.holdout))),
    gate('holdout', shutIf(isIn(visitorId, id, nudge.holdout)), true),
  ].filter(({ isOwn }) => isOwn || kind !== 'rescue');
}

/** The cap of all prompts of its channel, if there is one. Pure. */
export function channelCapOf({ channel, terms }: Nudge): Cap | undefined {
  // The name may be that of what every object has.
  return Object.entries(terms.caps).find(([name]) => name === channel)?.[1];
}

/** A length of time, ms. Pure. */
export function msOf({ days = 0, minutes = 0 }: Span): number {
  return days * DAY_MS + minutes * MINUTE_MS;
}

function after(moments: readonly (number | null | undefined)[], ms: number): number {
  return Math.max(-Infinity, ...moments.flatMap(at => at ?? [])) + ms;
}

function shutIf(isShut: unknown): number {
  return isShut ? Infinity : -Infinity;
}

/** When there is room under a cap again. */
function fullUntil(times: readonly number[], cap: Cap | undefined, startedAt: number): number {
  if (!cap) return -Infinity;
  const { per, max } = cap;
  return roomFrom(per === 'session' ? times.filter(at => at >= startedAt) : times, max, PERIODS[per]);
}

/** When the visitor wants to hear more, by this channel. */
function wishedFrom(wish: ContactWish | undefined, channel: string, times: readonly number[]): number {
  if (!isWished(wish, channel)) return Infinity;
  // Half a time a week is once in two.
  const perWeek = wish?.perWeek ?? 0;
  const max = Math.ceil(perWeek);
  return roomFrom(times, max, (max / perWeek) * 7);
}

/** When the last so many times are not all within so many days any more. */
function roomFrom(times: readonly number[], max: number, days: number): number {
  const last = [...times].sort((a, b) => b - a)[max - 1];
  return last === undefined ? -Infinity : last + days * DAY_MS;
}

function isIn(visitorId: string, salt: string, share: number): boolean {
  return (bucketOf(visitorId, `holdout ${salt}`) ?? 1) < share;
}
