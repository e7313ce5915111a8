import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import { itemsOf, type KnownItem } from './items-of.js';

/** A product that was looked at. */
export interface ViewedItem extends KnownItem {
  /** ISO 4217 of `price`; empty while unknown. */
  readonly currency: string;
  /** Address of the page it was last seen on. */
  readonly url: string;
  /** Moments of the last looks, epoch ms, oldest first: at most 10, within 14 days before the last. Never empty. */
  readonly looks: readonly number[];
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** Products looked at, the last one first, at most 30. */
    viewed: readonly ViewedItem[];
  }
}

const ITEMS = 30;
const LOOKS = 10;
const WINDOW_MS = 14 * 86_400_000;

/** Keeps the products last looked at, with the moments of each look. */
export function viewed(): Plugin {
  return definePlugin({
    name: 'viewed',
    slice: {
      name: 'viewed',
      version: 1,
      initial: [],
      reduce(state, touchpoint) {
        if (touchpoint.type !== 'view_item') return state;
        const { at, url, data } = touchpoint;
        return itemsOf(touchpoint).reduceRight((list: readonly ViewedItem[], item) => {
          const old = list.find(other => other.item_id === item.item_id);
          const looks = [...(old?.looks ?? []).filter(look => at - look < WINDOW_MS), at].slice(-LOOKS);
          const seen = {
            ...old,
            ...item,
            currency: textOf(data.currency).slice(0, 3) || (old?.currency ?? ''),
            url,
            looks,
          };
          return [seen, ...list.filter(other => other !== old)].slice(0, ITEMS);
        }, state);
      },
    },
  });
}
