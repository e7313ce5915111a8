import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile, SliceName } from '../core/profile.js';
import { listen } from '../platform/listen.js';
import { isRead } from './is-read.js';
import type { Put } from './put.js';
import { type ChosenVariant, putVariant, type SlotContent } from './put-variant.js';

export interface SlotVariant {
  /** Whether it is for this visitor. Pure. */
  when(profile: Profile, now: number): boolean;
  /** Without it the slot shows what the page's `<template>` with the id `SLOT-VARIANT` holds, such as `hero-loyal`. */
  readonly content?: SlotContent;
  /** What stands above it, such as `Promotion`. Default: nothing. */
  readonly label?: string;
}

export interface SlotsOptions {
  /** By the `name` of the slot, and in it by name: the first that is for the visitor is shown. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, SlotVariant>>>>;
  /** The instance: it says when the visitor is known, and whether from storage. */
  readonly waymark: { readonly status: string; subscribe(listener: () => void): () => void };
  /** A slot that the visitor has had before the eyes for so long on a page that loads stays as it is there, ms. Default 1,000. */
  readonly waitMs?: number;
  /** Slices that the variants read. */
  readonly needs?: readonly SliceName[];
}

/** What stands in a slot. */
interface Shown extends Put {
  readonly name: string;
}

const WAIT_MS = 1_000;
/** So often a page that takes variants away gets them back. */
const MOVES = 20;
/** A page that comes back knows by then what happened meanwhile. */
const BACK_MS = 1_000;

/**
 * Shows in each `<waymark-slot name="…">` of the page what is for this visitor, once a page, as soon as the visitor is known;
 * `shows` says which. What the page itself put there is the default: it stays where no variant fits, nothing is stored,
 * consent to personalization lacks, or anything fails. Slots that come later, as in an app, are filled before they are seen.
 */
export function slots({ slots: wanted, waymark, waitMs = WAIT_MS, needs = [] }: SlotsOptions): Plugin {
  return definePlugin<SliceName>({
    name: 'slots',
    purpose: 'personalization',
    needs,
    capture(context) {
      const places = document.getElementsByTagName('waymark-slot');
      const shown = new Map<Element, Shown | null>();
      let person = '';
      let page = '';
      let backUntil = 0;
      let moves = 0;
      let isLanding = true;

      function look(): void {
        const { visitorId, session } = context.profile;
        // What was said was for who is gone, as after a logout.
        if (person !== visitorId) clear();
        person = visitorId;
        if (!session || !/ready|memory/.test(waymark.status)) return;
        const isNext = page !== location.pathname;
        if (isNext) moves = 0;
        page = location.pathname;
        for (const place of shown.keys()) if (!place.isConnected) empty(place);
        const isAnew = isNext || performance.now() < backUntil;
        for (const place of places) if (isAnew || isOpen(place)) show(place);
        isLanding &&= document.readyState === 'loading';
      }

      /** Nothing was chosen for it yet, or the page took away what was. */
      function isOpen(place: Element): boolean {
        const before = shown.get(place);
        return before ? before.host.parentNode !== place : before === undefined;
      }

      function show(place: Element): void {
        const before = shown.get(place);
        let next: Shown | null = null;
        try {
          const chosen = choose(place);
          const isThere = before?.host.parentNode === place;
          // It keeps the focus, and is counted once.
          if (isThere && before.name === chosen?.name) return;
          if (before && !isThere) moves++;
          // A page that always takes it away is not fought for ever.
          const stays = moves > MOVES || (before === undefined && isLanding && isRead(place, waitMs));
          if (chosen && !stays) next = { name: chosen.name, ...putVariant(place, chosen, context.track) };
        } catch (cause) {
          // The template may still come.
          if (document.readyState === 'loading') return;
          const { message } = cause as Error;
          context.problem(
            'slot-failed',
            `A slot shows what the page put there: ${message}. Mend its variants, or the page.`,
          );
        }
        before?.clear();
        place.setAttribute('shows', next?.name ?? 'default');
        shown.set(place, next);
      }

      function choose(place: Element): ChosenVariant | undefined {
        const slot = nameOf(place);
        // Who is taken for new may only be somebody whose storage is closed.
        if (waymark.status === 'memory' || !Object.hasOwn(wanted, slot) || isInItself(place)) return;
        const found = Object.entries(wanted[slot] ?? {}).find(([, { when }]) => when(context.profile, Date.now()));
        return found && { slot, name: found[0], label: found[1].label, content: found[1].content };
      }

      function empty(place: Element): void {
        shown.get(place)?.clear();
        shown.delete(place);
        place.setAttribute('shows', 'default');
      }

      function clear(): void {
        for (const place of shown.keys()) empty(place);
      }

      // Before it is painted: what a page adds is told of at the end of the task.
      const came = new MutationObserver(() => [...places].some(isOpen) && look());
      came.observe(document, { childList: true, subtree: true });
      listen('DOMContentLoaded', look, context.signal);
      const back = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) backUntil = performance.now() + BACK_MS;
      };
      listen('pageshow', back, context.signal);
      const unsubscribe = waymark.subscribe(look);
      look();
      return () => {
        came.disconnect();
        unsubscribe();
        clear();
      };
    },
  });
}

function nameOf(place: Element): string {
  return place.getAttribute('name') ?? '';
}

/** Whether its own variant brought it, which would go on for ever. */
function isInItself(place: Element): boolean {
  for (let around = place.parentElement; around; around = around.parentElement)
    if (around.localName === place.localName && nameOf(around) === nameOf(place)) return true;
  return false;
}
