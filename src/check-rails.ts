import { type Check, type Checks, checkOptions, isTable, must } from './core/check-options.js';
import { STRATEGIES } from './decide/strategies.js';
import type { RailOptions, ShopRailsOptions } from './rail-options.js';

const WAYS = [...Object.keys(STRATEGIES), 'personal'];

/** A text from a template counts as its number. */
const isAbove = (value: unknown): boolean => Number(value) > 0;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const valuesOf = (value: unknown): readonly unknown[] => Object.values(Object(value));

const ABOVE: Check = [isAbove, 'a number above 0'];
const LISTS: Check = [isTable, 'lists by the id of their element, such as `{ "for-you": { "strategy": "personal" } }`'];
const ADD_ON: Checks<ShopRailsOptions> = {
  rails: LISTS,
  catalog: [
    value => value === 'seen' || typeof value === 'function' || Array.isArray(value) || isText(Object(value).url),
    '"seen", a list or `{ "url": "/feed.xml" }`',
  ],
  coViews: [isText, 'the address of the file that `waymark-cooccur` made'],
  remote: [
    value => isText(value) || isText(Object(value).ask) || typeof Object(value).ask === 'function',
    'an address, or `{ "ask": "https://…", "timeoutMs": 800 }`',
  ],
  complements: [
    value => isTable(value) && valuesOf(value).every(Array.isArray),
    'lists of ids or categories by category',
  ],
  cycleDays: [value => isTable(value) && valuesOf(value).every(isAbove), 'days above 0 by category'],
  limit: ABOVE,
};
const RAIL: Checks<RailOptions> = {
  strategy: [value => WAYS.some(way => way === value), `one of ${WAYS.join(', ')}`],
  limit: ABOVE,
  title: [isText, 'a text'],
  refine: [isTable, 'of `atMost`, `priceBand` and `atLeast`'],
  remote: [isFlag, '`true` or `false`'],
};
const REFINE: Checks<NonNullable<RailOptions['refine']>> = {
  atMost: [
    value =>
      isTable(value) &&
      Object.entries(Object(value)).every(
        ([kind, most]) => ['item_category', 'item_brand'].includes(kind) && isAbove(most),
      ),
    'numbers above 0 of `item_category` and `item_brand`',
  ],
  priceBand: [
    value => Array.isArray(value) && value.length === 2 && value.every(share => Number(share) >= 0),
    'two numbers, such as `[0.5, 2]`',
  ],
  atLeast: ABOVE,
};

/** Refuses what are no options of the add-on `rails`, with a `WaymarkError` that names the path to the mistake. Pure. */
export function checkRails(options: ShopRailsOptions): void {
  checkOptions('', options, ADD_ON);
  must(options.rails, 'rails', LISTS[1]);
  const lists: (readonly [path: string, list: RailOptions])[] = [];
  for (const [slot, list] of Object.entries(options.rails)) {
    const path = `rails.${slot}`;
    if (isFlag(list)) continue;
    must(isTable(list), path, `of ${Object.keys(RAIL).join(', ')}, or \`true\``);
    lists.push([path, Object(list)]);
  }
  for (const [path, list] of lists) {
    checkOptions(path, list, RAIL);
    checkOptions(`${path}.refine`, list.refine, REFINE);
    must(list.strategy !== 'co-viewed' || options.coViews, 'coViews', `there for \`${path}.strategy\` "co-viewed"`);
    must(!list.remote || options.remote, 'remote', `there for \`${path}.remote\`: the address that is asked`);
  }
  const isAsked = lists.some(([, { remote }]) => remote);
  must(!options.remote || isAsked, 'remote', 'left out, or a list must have `"remote": true` to show what it says');
}
