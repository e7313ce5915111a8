import type { Admission } from './accept.js';
import { copy } from './copy.js';
import { freeze } from './freeze.js';
import { MEANT } from './harmless.js';
import type { Problem } from './problem.js';
import { canRedact, LOOK, type Look, redactData, redactUrl } from './redact.js';
import type { Touchpoint } from './touchpoint.js';

/** Longest address that is kept, characters. */
const ADDRESS = 2_000;
const BYTES = 65_536;

/**
 * The touchpoint without what is personal or secret, frozen. Where this page has changed the built-ins that find it, so that
 * it is not `isSafe`, its address and all texts are gone, which is a problem. Pure; never throws.
 */
export function redactTouchpoint(
  touchpoint: Touchpoint,
  isSafe: boolean = canRedact(),
  look: Look = LOOK,
): Admission & { readonly touchpoint: Touchpoint } {
  const { type, url, data, context } = touchpoint;
  const redact = (value: unknown): unknown => (isSafe ? redactData(value, '', look) : withoutText(value));
  const redacted = bounded({
    ...touchpoint,
    type: isSafe ? look.text(type, false) : type,
    url: isSafe ? redactUrl(url, look).slice(0, ADDRESS) : '',
    data: MEANT.test(type) ? structuredClone(data) : redact(data),
    ...(context !== undefined && { context: redact(context) }),
  });
  return {
    // Only texts differ.
    touchpoint: freeze(redacted) as unknown as Touchpoint,
    problems: isSafe ? [] : [broken(type)],
  };
}

/** At most 64 KiB as it is stored and sent: escapes and letters of other scripts take more room than characters. */
function bounded<T extends { data: unknown; context?: unknown }>(touchpoint: T): T {
  let fitting = touchpoint;
  for (let room = BYTES; bytesOf(fitting) > BYTES; room /= 2) {
    const data = structuredClone(copy(touchpoint.data, room).value);
    const context =
      touchpoint.context === undefined ? {} : { context: structuredClone(copy(touchpoint.context, room / 8).value) };
    fitting = { ...touchpoint, data, ...context };
  }
  return fitting;
}

function bytesOf(value: object): number {
  const text = JSON.stringify(value);
  // No character takes more than three bytes.
  return text.length * 3 > BYTES ? new Blob([text]).size : text.length;
}

function broken(type: string): Problem {
  const message = `Touchpoint "${type}" was taken without its address and its texts: this page has changed \`RegExp\` or \`String\`, so nothing personal can be found in them. Mend what changes them.`;
  return { code: 'redaction-failed', message };
}

function withoutText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, field) => (typeof field === 'string' ? undefined : field)));
}
