import type { CaptureContext } from '../core/plugin.js';
import { boxOf } from './box-of.js';
import { linkTo } from './link-to.js';
import { type Put, put } from './put.js';
import { write } from './write.js';

/** What a variant says. JSON-safe; shown as text, never as markup. */
export interface SlotContent {
  readonly title?: string;
  readonly text?: string;
  /** A page of the web, or a path. */
  readonly action?: { readonly label: string; readonly url: string };
}

/** What stands in a slot for this visitor. */
export interface ChosenVariant {
  /** Name of the slot. */
  readonly slot: string;
  readonly name: string;
  /** Stands above it. */
  readonly label?: string | undefined;
  /** Without it: what the page's `<template>` with the id `slot-name` holds. */
  readonly content?: SlotContent | undefined;
}

/** Where the variant goes, and while there is none what the page put there itself. */
const PLACE = 'waymark';

/**
 * Shows a variant in place of what a slot holds, which stays where it is: the variant is put beside it, under the page's own
 * style, and takes its space at least. Seen counts as `view_promotion`, a link or button that is chosen as `select_promotion`.
 * Throws where the page has no such template, or drew the slot itself.
 */
export function putVariant(place: Element, variant: ChosenVariant, track: CaptureContext['track']): Put {
  const { slot, name, label, content } = variant;
  const host = document.createElement('div');
  host.slot = PLACE;
  host.style.minHeight = `${boxOf(place).height}px`;
  write(host, document.createElement('small'), label);
  if (content) say(host, content);
  else host.append(copyOf(`${slot}-${name}`));
  const told = { promotion_id: `${slot}-${name}`, creative_slot: slot, creative_name: name };
  host.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a, button')) track('select_promotion', told);
  });
  open(place);
  // A copy that the page made of itself has one, too.
  for (const child of [...place.children]) if (child.slot === PLACE) child.remove();
  return put(place, host, () => void track('view_promotion', told));
}

function say(host: Element, { title, text, action }: SlotContent): void {
  write(host, document.createElement('strong'), title);
  write(host, document.createElement('p'), text);
  const link = linkTo(action?.url);
  if (link) write(host, link, action?.label);
}

function copyOf(id: string): Node {
  const template = document.getElementById(id);
  if (template instanceof HTMLTemplateElement) return template.content.cloneNode(true);
  throw new Error(`the page has no \`<template id="${id}">\``);
}

/** What stands in its light is drawn where there is no variant: nothing of the page's is moved. */
function open(place: Element): void {
  if (place.shadowRoot?.firstElementChild?.getAttribute('name') === PLACE) return;
  const root = place.attachShadow({ mode: 'open' });
  const own = Object.assign(document.createElement('slot'), { name: PLACE });
  own.append(document.createElement('slot'));
  root.append(own);
}
