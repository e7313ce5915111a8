import { definePlugin, type Plugin } from '../core/plugin.js';
import { onHide } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { closest } from './closest.js';
import { createFilling, type Filling } from './filling.js';
import { fieldsOf } from './forms.js';
import { onPage } from './on-page.js';

const BUTTON = 'button,[type=submit],[type=button],[type=image]';
/** After this long without a change a form is left. */
const LEFT_MS = 30 * 60_000;

/**
 * How forms of two fields and more are filled in: order, time and corrections by field, told when the form is sent
 * (`form_details`), or left (`form_abandon`): the page goes away, another is shown, or nothing happens for 30 minutes. One
 * whose button was clicked last is not taken for left, for many pages send forms by themselves.
 */
export function formDetails(): Plugin {
  return definePlugin({
    name: 'form-details',
    vocabulary: { form_details: data => data, form_abandon: data => data },
    capture({ signal, track }) {
      let open = new Map<Element, Filling>();
      let timer: ReturnType<typeof setTimeout> | undefined;

      function leave(): void {
        clearTimeout(timer);
        for (const filling of open.values()) if (filling.isLeft()) track('form_abandon', filling.read());
        open = new Map();
      }

      function fillingIn(form: Element): Filling {
        const filling = open.get(form) ?? createFilling(form);
        open.set(form, filling);
        return filling;
      }

      const watch = (type: string, hear: (filling: Filling, event: Event) => void): void =>
        listen(
          type,
          event => {
            const form = closest(event, 'form');
            if (form && (open.has(form) || fieldsOf(form) > 1)) hear(fillingIn(form), event);
          },
          signal,
        );
      watch('focusin', (filling, { target }) => filling.enter(target as Element));
      watch('input', (filling, { target }) => {
        filling.change(target as Element);
        clearTimeout(timer);
        timer = setTimeout(leave, LEFT_MS);
      });
      watch('click', (filling, event) => closest(event, BUTTON) && filling.send());
      listen(
        'submit',
        ({ target }) => {
          const filling = open.get(target as Element);
          if (filling?.isBegun()) track('form_details', filling.read());
          open.delete(target as Element);
        },
        signal,
      );
      onHide(final => final && leave(), signal);
      onPage(leave, signal);
      return () => clearTimeout(timer);
    },
  });
}
