import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointMap, TouchpointType } from '../core/touchpoint.js';
import { bare } from '../platform/bare.js';
import { listen } from '../platform/listen.js';
import { isOwn, markOwn } from '../platform/own-push.js';
import type {} from './commerce.js';

const PREFIX = 'data-waymark-';
/** What visitors do by clicking, in the words of GA4. */
const VERB =
  /^data-waymark-(((add-to|remove-from|view)-cart|add-to-wishlist|(view|select)-item|compare-items|select-promotion|begin-checkout|add-(shipping|payment)-info|search|share|login|sign-up|generate-lead|file-download|contact-support|view-help|refer-friend|join-community)|track|data|ignore)$/;
/** Fields of the product; all others are of the touchpoint. */
const OF_ITEM = /^(item_(?!list_)|(price|quantity|discount|index|affiliation)$)/;
/** What `links()` tells of the same click. */
const OF_LINKS = /^(share|file_download)$/;
/** What a page's markup cannot say. */
const KERNEL = /^(identify|correct|consent_update|reset|overflow|campaign_details)$/;

type Fields = Record<string, unknown>;

/**
 * Touchpoints from attributes: an element with `data-waymark-add-to-cart` or another thing that visitors do by clicking tells it when it is clicked, a form when it is sent; `data-waymark-track="type"` tells any type, with `data-waymark-data` as JSON.
 * Other `data-waymark-*` are fields, `data-waymark-item-id` for `item_id`: those of the product make `items`, and what an
 * element does not say its ancestors say, and in a form its fields. What stands in a field is never read.
 * Nothing inside `data-waymark-ignore` is heard: put it around what visitors write. What `links()` told of a click is not
 * told again. One listener a kind.
 */
export function attributes(): Plugin {
  return definePlugin({
    name: 'attributes',
    capture(context) {
      const hear = (event: Event): void => {
        const path = event.composedPath().filter(node => node instanceof Element);
        const isSubmit = event.type === 'submit';
        const at = path.findIndex(
          element => element instanceof HTMLFormElement === isSubmit && typeOf(element) !== undefined,
        );
        const actor = path[at];
        const type = actor && typeOf(actor);
        if (!type || KERNEL.test(type)) return;
        if (path.some(element => attributeOf(element, `${PREFIX}ignore`) !== undefined)) return;
        const isOfLinks = OF_LINKS.test(type);
        if (isOfLinks && isOwn(event)) return;
        const said = { ...dataOf(path.slice(at)), ...jsonOf(actor, context) };
        // The vocabulary checks the types it knows, and marks the others.
        context.track(type as TouchpointType, said as unknown as TouchpointMap[TouchpointType]);
        if (isOfLinks) markOwn(event);
      };
      listen('click', hear, context.signal);
      listen('submit', hear, context.signal);
    },
  });
}

/** The fields along a path, the nearest first, in GA4's shape. */
function dataOf([actor, ...ancestors]: readonly Element[]): Fields {
  const form = [actor, ...ancestors].find(element => element instanceof HTMLFormElement);
  const controls = form ? [...Element.prototype.querySelectorAll.call(form, 'input,select,textarea')] : [];
  const data: Fields = bare();
  const item: Fields = bare();
  for (const element of [actor, ...controls, ...ancestors]) {
    if (!element) continue;
    for (const name of namesOf(element)) {
      const field = name.slice(PREFIX.length).replaceAll('-', '_');
      const value = attributeOf(element, name);
      // How it is shared may be said by the verb itself.
      if (field === 'share' && value) data.method ??= value;
      if (VERB.test(name)) continue;
      if (value) (OF_ITEM.test(field) ? item : data)[field] ??= value;
    }
  }
  if (item.item_id || item.item_name) data.items = [item];
  const value = Number(item.price) * Number(item.quantity ?? 1);
  // An amount in an unknown currency is worth nothing.
  if (data.items && data.currency && value > 0) data.value ??= value;
  return data;
}

/** What an element tells, if anything. */
function typeOf(element: Element): string | undefined {
  const verb = namesOf(element).find(name => VERB.exec(name)?.[2]);
  return attributeOf(element, `${PREFIX}track`) ?? verb?.slice(PREFIX.length).replaceAll('-', '_');
}

function jsonOf(actor: Element, { problem }: CaptureContext): object {
  const text = attributeOf(actor, `${PREFIX}data`);
  try {
    return Object(JSON.parse(text || '{}'));
  } catch {
    problem('attributes-data', '`data-waymark-data` is no JSON and was left out. Write an object with double quotes.');
    return {};
  }
}

// A field of a form may be called like a method and then hides the form's own: hence the prototype's.
function namesOf(element: Element): readonly string[] {
  return Element.prototype.getAttributeNames.call(element).filter(name => name.startsWith(PREFIX));
}

function attributeOf(element: Element, name: string): string | undefined {
  return Element.prototype.getAttribute.call(element, name) ?? undefined;
}
