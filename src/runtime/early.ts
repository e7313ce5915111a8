import { harmless } from '../core/harmless.js';
import { isAutomated } from '../platform/automated.js';
import { onHide, onShow } from '../platform/lifecycle.js';
import { foundText } from '../platform/stop-gap.js';
import { createLeaving, type Gap } from './leaving.js';
import type { Shell } from './shell.js';

/**
 * Until the engine `isThere`, a page that goes leaves what was tracked to the next one all the same. What finds personal
 * data comes with the engine, so that only touchpoints are left which plainly have none.
 */
export function leaveEarly(shell: Shell, isThere: () => boolean, signal: AbortSignal): void {
  const { site, options, consent, draw, forgo } = shell;
  if (options.automation !== 'allow' && isAutomated()) return;
  const name = `waymark:${site}`;
  const leaving = createLeaving({
    name,
    consent,
    draw,
    find: () => found(name),
    rows: purposes =>
      shell.held.flatMap(({ touchpoint: said }) => {
        const touchpoint = harmless(said);
        return touchpoint ? [{ touchpoint, purposes }] : [];
      }),
    forgo,
  });
  onHide(final => final && !isThere() && leaving.go(), signal);
  onShow(leaving.comeBack, signal);
}

function found(name: string): Gap | null {
  try {
    const gap = JSON.parse(foundText(name) ?? 'null') as Gap | null;
    return gap && Array.isArray(gap.rows) ? gap : null;
  } catch {
    // As little use as nothing: the engine looks closer, and removes it.
    return null;
  }
}
