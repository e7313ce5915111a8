import { attributeOf, closest } from './closest.js';

/** What was clicked, by what the page calls it. */
export interface Clicked {
  /** Its tag, with its id or name, such as `button#pay`; never its text. */
  readonly element: string;
}

/** What looks as if it could be clicked. */
const CLICKABLE = 'a,button,[role=button],[role=link],[role=tab],[role=menuitem],[onclick]';

/** What a click means: the button around a word, else the element itself. */
export function meantBy(event: Event): { readonly element: Element; readonly isClickable: boolean } | null {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  const button = closest(event, CLICKABLE);
  return { element: button ?? target, isClickable: button !== null };
}

/** What the page calls it. */
export function clickedOf(element: Element): Clicked {
  const name = attributeOf(element, 'id') || attributeOf(element, 'name');
  return { element: element.localName + (name && `#${name}`) };
}
