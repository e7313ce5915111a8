import { AMOUNT, type Checks, checkOptions, isTable, must, TEXT } from './core/check-options.js';
import type { Plugin } from './core/plugin.js';
import { checkRule } from './decide/check-rule.js';
import { presentTerms } from './decide/present-terms.js';
import type { Rule } from './decide/rule.js';
import { ruleFunction } from './decide/rule-function.js';
import { type SlotsOptions, type SlotVariant, slots } from './experiences/slots.js';

export interface ShopSlotVariant extends Omit<SlotVariant, 'when'> {
  /** Default: the segment of its name. */
  readonly when?: Rule;
}

export interface ShopSlotsOptions extends Pick<SlotsOptions, 'waitMs'> {
  /** By the `name` of the slot, and in it by name: the first that is for the visitor is shown; `true` for the defaults. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, ShopSlotVariant | boolean>>>>;
}

const SLOTS = 'slots by their names, such as `{ "hero": { "loyal": true } }`';
const VARIANT: Checks<ShopSlotVariant> = {
  when: 1,
  content: { title: TEXT, text: TEXT, action: { label: TEXT, url: TEXT } },
  label: TEXT,
};

/**
 * Slots as data: what stands in each `<waymark-slot name="…">` for whom, see `slots()`. Stands after what its conditions read.
 * Takes the scores of the stage model that is `present`. Throws `WaymarkError` with the path to what cannot be meant.
 */
export function shopSlots(
  options: ShopSlotsOptions,
  present: readonly Plugin[],
  waymark: SlotsOptions['waymark'],
): Plugin {
  checkOptions('', options, { slots: [isTable, SLOTS], waitMs: AMOUNT });
  const { slots: wanted, waitMs } = options;
  must(wanted, 'slots', SLOTS);
  const needs = new Set<NonNullable<SlotsOptions['needs']>[number]>();
  const terms = presentTerms(present);

  function variantOf(path: string, name: string, given: ShopSlotVariant | true): SlotVariant {
    checkOptions(path, given, VARIANT);
    const { when: rule = { segment: name }, content, label }: ShopSlotVariant = Object(given);
    for (const slice of checkRule(rule, `${path}.when`)) needs.add(slice);
    return { when: ruleFunction(rule, terms), ...(content && { content }), ...(label && { label }) };
  }

  const ready = Object.entries(wanted).map(([slot, variants]) => {
    must(isTable(variants), `slots.${slot}`, 'variants by their names');
    const list = Object.entries(variants).flatMap(([name, given]) =>
      given ? [[name, variantOf(`slots.${slot}.${name}`, name, given)] as const] : [],
    );
    return [slot, Object.fromEntries(list)] as const;
  });
  return slots({
    slots: Object.fromEntries(ready),
    waymark,
    needs: [...needs],
    ...(waitMs !== undefined && { waitMs: Number(waitMs) }),
  });
}
