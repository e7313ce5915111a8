import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile, SliceName } from '../core/profile.js';
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

const WAIT_MS = 1_000;

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
      const shown = new Map<Element, () => void>();
      let page = '';
      let isLanding = true;

      function look(): void {
        if (!context.profile.session || !/ready|memory/.test(waymark.status)) return;
        const { pathname, search } = location;
        if (page !== pathname + search) clear();
        page = pathname + search;
        for (const place of places) if (!shown.has(place)) show(place);
        for (const place of shown.keys()) if (!place.isConnected) shown.delete(place);
        isLanding = false;
      }

      function show(place: Element): void {
        let name = 'default';
        let undo = (): void => {};
        try {
          const chosen = choose(place);
          if (chosen && !(isLanding && isRead(place, waitMs))) {
            undo = putVariant(place, chosen, context.track);
            ({ name } = chosen);
          }
        } catch (cause) {
          const { message } = cause as Error;
          context.problem(
            'slot-failed',
            `A slot shows what the page put there: ${message}. Mend its variants, or the page.`,
          );
        }
        place.setAttribute('shows', name);
        shown.set(place, undo);
      }

      function choose(place: Element): ChosenVariant | undefined {
        const slot = nameOf(place);
        // Who is taken for new may only be somebody whose storage is closed.
        if (waymark.status === 'memory' || !Object.hasOwn(wanted, slot) || isInItself(place)) return;
        const found = Object.entries(wanted[slot] ?? {}).find(([, { when }]) => when(context.profile, Date.now()));
        return found && { slot, name: found[0], label: found[1].label, content: found[1].content };
      }

      function clear(): void {
        for (const [place, undo] of shown) {
          undo();
          place.setAttribute('shows', 'default');
        }
        shown.clear();
      }

      // Before it is painted: what a page adds is told of at the end of the task.
      const came = new MutationObserver(() => [...places].some(place => !shown.has(place)) && look());
      came.observe(document, { childList: true, subtree: true });
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

/** Whether the visitor has had it before the eyes for longer than this. */
function isRead(place: Element, ms: number): boolean {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  if (!paint || performance.now() - paint.startTime < ms) return false;
  // There is nothing to read in an empty one.
  const { top, bottom, width } = place.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight && getComputedStyle(place).visibility !== 'hidden';
}
