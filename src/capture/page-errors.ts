import type { CaptureContext } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { clickedOf, meantBy } from './clicked.js';

const AFTER_MS = 1_000;
const LENGTH = 150;
/** What an error quotes may be what somebody typed. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`/g;
const ADDRESS = /https?:\/\/[^\s/):]+/;

/** Tells errors of the site's own scripts, each once a page, and the click before. Returns what hears clicks. */
export function watchErrors({ track, signal }: CaptureContext, own: readonly string[]): (event: MouseEvent) => void {
  const hosts = [location.hostname, ...own].map(host => `.${host.replace(/^www\./, '')}`);
  const known = new Set<string>();
  let clicked: MouseEvent | null = null;

  function hear(source: string, error: unknown, message: string, at: number): void {
    const host = ADDRESS.exec(source)?.[0].replace(/^.*\//, '.') ?? '';
    if (!hosts.some(one => host.endsWith(one))) return;
    const kind = error instanceof Error ? error.name : 'Error';
    const description = `${kind}: ${message.slice(0, 2 * LENGTH).replace(QUOTED, '…')}`.slice(0, LENGTH);
    const meant = clicked && at - clicked.timeStamp <= AFTER_MS && meantBy(clicked);
    if (meant) track('error_click', clickedOf(meant.element));
    clicked = null;
    if (!known.has(description) && known.size < 50) track('exception', { description, fatal: false });
    known.add(description);
  }

  listen(
    'error',
    event => {
      // A picture that is missing says `error`, too.
      if (!(event instanceof ErrorEvent)) return;
      const { filename, error, message, timeStamp } = event;
      // The message of the event names the kind of the error once more.
      hear(filename, error, error instanceof Error ? `${error.message}` : message, timeStamp);
    },
    signal,
  );
  listen<PromiseRejectionEvent>(
    'unhandledrejection',
    ({ reason, timeStamp }) => {
      if (reason instanceof Error) hear(`${reason.stack}`, reason, `${reason.message}`, timeStamp);
    },
    signal,
  );
  return event => {
    clicked = event;
  };
}
