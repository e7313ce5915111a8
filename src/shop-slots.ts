import { AMOUNT, type Check, type Checks, checkOptions, isTable, must, TEXT } from './core/check-options.js';
import type { Plugin, PluginList } from './core/plugin.js';
import { checkRule } from './decide/check-rule.js';
import { presentTerms } from './decide/present-terms.js';
import type { Rule } from './decide/rule.js';
import { ruleFunction } from './decide/rule-function.js';
import { type SlotsOptions, type SlotVariant, slots } from './experiences/slots.js';
import { lacks } from './lacks.js';
import { recent } from './learn/recent.js';

export interface ShopSlotVariant extends Omit<SlotVariant, 'when'> {
  /** Default: the segment of its name. */
  readonly when?: Rule;
  /** First and last moment, such as `2026-11-27` or with a time and zone. */
  readonly from?: string;
  readonly until?: string;
}

export interface ShopSlotsOptions extends Pick<SlotsOptions, 'waitMs'> {
  /** By the `name` of the slot, and in it by name: the first that is for the visitor is shown; `true` for the defaults. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, ShopSlotVariant | boolean>>>>;
}

const MOMENT: Check = [value => !Number.isNaN(momentOf(value) ?? 0), 'a date, such as "2026-11-27"'];
const SLOTS = 'slots by their names, such as `{ "hero": { "loyal": true } }`';
const VARIANT: Checks<ShopSlotVariant> = {
  when: 1,
  from: MOMENT,
  until: MOMENT,
  content: { title: TEXT, text: TEXT, action: { label: TEXT, url: TEXT } },
  label: TEXT,
};

/**
 * Slots as data: what stands in each `<waymark-slot name="…">` for whom, see `slots()`. Stands after what its conditions read;
 * `recent()` is brought where they count and it is not `present`. Takes the scores of the stage model that is `present`.
 * Throws `WaymarkError` with the path to what cannot be meant.
 */
export function shopSlots(
  options: ShopSlotsOptions,
  present: readonly Plugin[],
  waymark: SlotsOptions['waymark'],
): PluginList {
  checkOptions('', options, { slots: [isTable, SLOTS], waitMs: AMOUNT });
  const { slots: wanted, waitMs } = options;
  must(wanted, 'slots', SLOTS);
  const needs = new Set<NonNullable<SlotsOptions['needs']>[number]>();
  const terms = presentTerms(present);

  function variantOf(path: string, name: string, given: ShopSlotVariant | true): SlotVariant {
    checkOptions(path, given, VARIANT);
    const { when: rule = { segment: name }, from, until, content, label }: ShopSlotVariant = Object(given);
    const [first, last] = [momentOf(from) ?? -Infinity, momentOf(until) ?? Infinity];
    for (const slice of checkRule(rule, `${path}.when`)) needs.add(slice);
    const holds = ruleFunction(rule, terms);
    const when: SlotVariant['when'] = (profile, now) => now >= first && now <= last && holds(profile, now);
    return { when, ...(content && { content }), ...(label && { label }) };
  }

  const ready = Object.entries(wanted).map(([slot, variants]) => {
    must(isTable(variants), `slots.${slot}`, 'variants by their names');
    const list = Object.entries(variants).flatMap(([name, given]) =>
      given ? [[name, variantOf(`slots.${slot}.${name}`, name, given)] as const] : [],
    );
    return [slot, Object.fromEntries(list)] as const;
  });
  return [
    needs.has('recent') && lacks(present, 'recent') && recent(),
    slots({
      slots: Object.fromEntries(ready),
      waymark,
      needs: [...needs],
      ...(waitMs !== undefined && { waitMs: Number(waitMs) }),
    }),
  ];
}

/** Epoch ms; nothing where nothing is said. */
function momentOf(text: unknown): number | undefined {
  return text === undefined ? undefined : Date.parse(`${text}`);
}
