import { type Admission, accept, type Candidate } from './accept.js';
import { redactTouchpoint } from './redact-touchpoint.js';
import type { Rules } from './rules.js';

/** Takes in what a page says happened: copy once and bounded, check, redact. Pure; never throws. */
export function admit(rules: Rules, candidate: Candidate): Admission {
  const { touchpoint, problems } = accept(rules, candidate);
  if (!touchpoint) return { touchpoint, problems };
  const redacted = redactTouchpoint(touchpoint);
  return { ...redacted, problems: [...problems, ...redacted.problems] };
}
