const MARKUP = `<a href="#contract">Cedar</a><button type="button">Buy</button>
<form action="#contract"><label>E-mail <input name="email" type="email"></label><textarea name="message"></textarea>
<select name="size"><option>12</option></select><input type="checkbox" name="agree"><button>Send</button></form>
<img alt="" src="data:,"><p tabindex="0">Text that is read.</p><div id="contract-slot"></div>`;
const ON_ELEMENTS = [
  ...['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'mouseover', 'mouseenter', 'mouseleave'],
  ...['touchstart', 'touchend', 'focusin', 'keydown', 'keyup', 'beforeinput', 'input', 'change', 'invalid'],
  ...['copy', 'focusout', 'submit', 'play', 'timeupdate', 'pause', 'ended'],
];
const ON_WINDOW = [
  'load',
  'scroll',
  'resize',
  'hashchange',
  'popstate',
  'online',
  'beforeprint',
  'afterprint',
  'message',
];
const LEAVING = ['visibilitychange', 'pagehide', 'beforeunload', 'pageshow', 'focus', 'blur'];
/** What nobody may hold up. */
const FREE = /^(click|submit|keydown|beforeinput|touchstart|mousedown|pointerdown|beforeunload|copy)$/;

/** Something to click and to fill in, and an element with the id `contract-slot` for what plugins show. */
export function openStage(): HTMLElement {
  const stage = document.body.appendChild(document.createElement('div'));
  stage.innerHTML = MARKUP;
  // jsdom listens to the document from the first look for it on.
  stage.querySelector(':hover');
  return stage;
}

/** The visitor clicks, types, scrolls, turns away and comes back. Answers events that were held up. */
export function visit(stage: Element): readonly string[] {
  const heldUp: string[] = [];
  const fire = (target: EventTarget, type: string): void => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    let isHeldUp = false;
    // A page that is tested goes nowhere; what others did before is kept.
    const last = (): void => {
      isHeldUp = event.defaultPrevented;
      event.preventDefault();
    };
    window.addEventListener(type, last, { once: true });
    target.dispatchEvent(event);
    window.removeEventListener(type, last);
    if (isHeldUp && FREE.test(type)) heldUp.push(type);
  };
  const elements = [...stage.querySelectorAll('a, button, form, input, textarea, p')];
  for (const element of elements) for (const type of ON_ELEMENTS) fire(element, type);
  for (const type of [...ON_WINDOW, ...LEAVING]) fire(/visibility|print$/.test(type) ? document : window, type);
  return heldUp;
}
