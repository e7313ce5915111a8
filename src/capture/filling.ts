import { isFillable, saysWhatFor } from '../platform/autofill.js';
import { attributeOf } from './closest.js';
import { actOf, type FormAct } from './forms.js';

/** How a form was filled in. Names and times only, never what is typed nor how much of it. */
export interface FormDetails extends FormAct {
  /** The fields that were used, in the order they were first: at most 30. */
  readonly fields: readonly {
    /** Name of the field. */
    readonly name: string;
    /** How long the visitor was in it, in ms, at most 10 minutes a stay. */
    readonly ms: number;
    /** How often the visitor came back and changed it. */
    readonly corrections: number;
    /** How often the visitor came and changed it; 0 where they only passed. */
    readonly entries: number;
  }[];
  /** Name of the field that was used last. */
  readonly last_field?: string;
  /** Names of fields in use whose `autocomplete` does not say what they are for, so that a browser cannot fill them in: at most 10. */
  readonly no_autocomplete?: readonly string[];
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** How a form was filled in that is sent now. */
    form_details: FormDetails;
    /** A form was begun and left. */
    form_abandon: FormDetails;
  }
}

/** A form while it is filled in. */
export interface Filling {
  /** The visitor is in this field now. */
  enter(field: Element): void;
  change(field: Element): void;
  /** A button was clicked. */
  send(): void;
  /** Whether something was changed in it. */
  isBegun(): boolean;
  /** Whether something was changed in it and no button was clicked since. */
  isLeft(): boolean;
  read(): FormDetails;
}

interface Use {
  ms: number;
  corrections: number;
  /** Number of the stay in which it was changed last. */
  changedIn: number;
}

const FIELDS = 30;
const NO_AUTOCOMPLETE = 10;
const STAY_MS = 10 * 60_000;

/** Nothing filled in yet. Reads names and clocks; what is typed is not touched. */
export function createFilling(form: Element): Filling {
  const uses = new Map<string, Use>();
  const bare = new Set<string>();
  let stay = 0;
  let current: Use | undefined;
  let enteredAt = 0;
  let last = '';
  let isBegun = false;
  let isSent = false;

  function useOf(name: string): Use | undefined {
    if (name && !uses.has(name) && uses.size < FIELDS) uses.set(name, { ms: 0, corrections: 0, changedIn: 0 });
    return uses.get(name);
  }

  function spend(): void {
    const now = performance.now();
    if (current) current.ms += Math.min(now - enteredAt, STAY_MS);
    enteredAt = now;
  }

  return {
    enter(field) {
      spend();
      stay++;
      current = useOf(nameOf(field));
    },
    change(field) {
      isBegun = true;
      isSent = false;
      last = nameOf(field);
      const use = useOf(last);
      if (use?.changedIn && use.changedIn < stay) use.corrections++;
      if (use) use.changedIn = Math.max(1, stay);
      if (use && isFillable(field) && !saysWhatFor(field) && bare.size < NO_AUTOCOMPLETE) bare.add(last);
    },
    send() {
      isSent = true;
    },
    isBegun: () => isBegun,
    isLeft: () => isBegun && !isSent,
    read() {
      spend();
      return {
        ...actOf(form),
        fields: [...uses].map(([name, { ms, corrections, changedIn }]) => ({
          name,
          ms: Math.round(ms),
          corrections,
          entries: changedIn ? corrections + 1 : 0,
        })),
        ...(last && { last_field: last }),
        ...(bare.size && { no_autocomplete: [...bare] }),
      };
    },
  };
}

function nameOf(field: Element): string {
  return attributeOf(field, 'name') || attributeOf(field, 'id');
}
