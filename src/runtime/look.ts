import { type Look, redactText } from '../core/redact.js';
import { type NameTraits, traitsOf } from '../core/secret-name.js';

/** So many answers are kept, of texts of so many characters. */
const ANSWERS = 500;
const LONGEST = 300;

/**
 * Looks at each name and each text with nothing to hide once, as long as it can remember it: redaction is what costs most
 * of a touchpoint. What it hides it does not keep.
 */
export function createLook(): Look {
  // No Map: a page may change what that does.
  let names: Record<string, NameTraits> = Object.create(null);
  let clean: Record<string, boolean> = Object.create(null);
  let room = ANSWERS;

  function keep(text: string): boolean {
    if (text.length > LONGEST) return false;
    if (!room) {
      names = Object.create(null);
      clean = Object.create(null);
      room = ANSWERS;
    }
    room--;
    return true;
  }

  return {
    traits(name) {
      const known = names[name];
      if (known) return known;
      const traits = traitsOf(name);
      if (keep(name)) names[name] = traits;
      return traits;
    },
    text(text, isId) {
      const key = `${+isId}${text}`;
      if (clean[key]) return text;
      const redacted = redactText(text, isId);
      if (redacted === text && keep(key)) clean[key] = true;
      return redacted;
    },
  };
}
