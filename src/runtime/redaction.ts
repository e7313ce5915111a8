import { redactTouchpoint } from '../core/redact-touchpoint.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { createLook } from './look.js';
import { createUntouched } from './untouched.js';

/** Redaction on this page, with a memory for what it says over and over; it hides everything where the page broke what it works with. */
export interface Redaction {
  hide(touchpoint: Touchpoint): ReturnType<typeof redactTouchpoint>;
  stop(): void;
}

/** `isSoon`: it will be needed, so that what takes as long as all the rest of the start is done while the database opens. */
export function createRedaction(isSoon: boolean): Redaction {
  const isUntouched = createUntouched();
  const look = createLook();
  const warming = isSoon ? setTimeout(isUntouched) : undefined;
  return {
    hide: touchpoint => redactTouchpoint(touchpoint, isUntouched(), look),
    stop: () => clearTimeout(warming),
  };
}
