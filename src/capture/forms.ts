import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { attributeOf } from './closest.js';

/** A form, by what the page calls it. */
export interface FormAct {
  /** Its `id`. */
  readonly form_id?: string;
  /** Its `name`. */
  readonly form_name?: string;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor began to fill in a form. Names of forms and fields only, never what is typed. */
    form_start: FormAct;
    /** The form was sent. */
    form_submit: FormAct;
    /** The page refused what is in a field. */
    form_error: FormAct & {
      /** Name of the field. */
      readonly field?: string;
    };
  }
}

/** How a form that was begun was refused. */
interface Refused {
  /** How often. */
  readonly count: number;
  /** When last, by the clock of the page's events. */
  readonly at: number;
  /** Names of the fields that were refused then. */
  readonly fields: readonly string[];
}

/** Refusals of one form in a row that are told. */
const REFUSALS = 5;
/** Fields of one refusal that are told: all of a long form at once would be more touchpoints than a page takes. */
const FIELDS = 10;
/** All fields that are refused at once are refused within this time. */
const AT_ONCE_MS = 1_000;

const NEVER: Refused = { count: 0, at: -Infinity, fields: [] };

/**
 * Notices that a form is begun, sent, or refused by the browser; a form of one field, such as a search, is none. By
 * names alone: what is typed is never read. Each form is begun once until it is sent; at most 5 refusals are told of it,
 * each with its first 10 fields.
 */
export function forms(): Plugin {
  return definePlugin({
    name: 'forms',
    vocabulary: { form_start: data => data, form_submit: data => data, form_error: data => data },
    capture({ signal, track }: CaptureContext) {
      const begun = new Map<Element, Refused>();
      const watch = (type: string, hear: (form: Element, field: Element, at: number) => void) =>
        listen(
          type,
          ({ target, timeStamp }) => {
            if (!(target instanceof Element)) return;
            const form = target instanceof HTMLFormElement ? target : target.closest('form');
            if (form) hear(form, target, timeStamp);
          },
          signal,
        );
      watch('input', form => {
        if (begun.has(form) || fieldsOf(form) < 2) return;
        begun.set(form, NEVER);
        track('form_start', actOf(form));
      });
      watch('submit', form => {
        if (begun.delete(form)) track('form_submit', actOf(form));
      });
      watch('invalid', (form, field, at) => {
        const last = begun.get(form) ?? NEVER;
        const refused = at - last.at < AT_ONCE_MS ? last : { count: last.count + 1, at, fields: [] };
        const { count, fields } = refused;
        const name = attributeOf(field, 'name');
        // A page that asks before it sends has each field refused twice; all choices of one name are refused.
        if (count > REFUSALS || fields.length >= FIELDS || fields.includes(name)) return;
        begun.set(form, { ...refused, fields: [...fields, name] });
        track('form_error', { ...actOf(form), ...named('field', name) });
      });
    },
  });
}

/** What the page calls a form. */
export function actOf(form: Element): FormAct {
  return { ...named('form_id', attributeOf(form, 'id')), ...named('form_name', attributeOf(form, 'name')) };
}

/** How many fields of a form the visitor may fill in. */
export function fieldsOf(form: Element): number {
  // A field of a form may be called like a method and then hides the form's own: hence the prototype's.
  return Element.prototype.querySelectorAll.call(
    form,
    'input:not([type=hidden],[type=submit],[type=button]),select,textarea',
  ).length;
}

function named(key: string, value: string): object {
  return value ? { [key]: value } : {};
}
