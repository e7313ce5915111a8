import { request as ask } from 'node:http';
import { HOST_APP } from '../../corpus/host-page.mjs';
import { bundle, serve } from '../serve.mjs';

/**
 * Serves pages with `src` bundled as a shop would, on loopback. `POST /collect` is passed on to `collector`, so that a
 * page may have a collector of its own origin. `/note` is kept with its query in `notes`. `files` are scripts by path,
 * `pages` HTML by path. `renew()` forgets what a row put there: a page of one is a trap for the next.
 */
export async function serveSite() {
  const ours = await bundle({
    app: 'test/bench/torture/app.mjs',
    consent: 'test/bench/torture/consent-app.mjs',
    hostile: 'test/bench/torture/hostile-page.mjs',
    privacy: 'test/bench/torture/privacy-app.mjs',
    ...HOST_APP,
  });
  const blank = () => ({ collector: '', notes: [], pages: {}, files: new Map(ours) });
  const site = { ...blank(), renew: () => void Object.assign(site, blank()) };
  const served = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') return passOn(request, response, site.collector);
    if (pathname === '/note') {
      site.notes.push(Object.fromEntries(searchParams));
      return response.writeHead(204).end();
    }
    const file = site.files.get(pathname);
    // A frame of no origin asks for modules as a stranger does.
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ?? site.pages[pathname] ?? (pathname.startsWith('/consent/') ? CONSENT : PAGE));
  });
  return Object.assign(site, served);
}

const pageOf = script =>
  `<!doctype html><title>Torture</title><link rel="icon" href="data:,"><script type="module" src="/${script}.js"></script>`;
export const PAGE = pageOf('app');
const CONSENT = pageOf('consent');

function passOn(request, response, collector) {
  const onward = ask(`${collector}/collect`, { method: 'POST', headers: request.headers }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  // A connection that was cut on the far side is cut on this one.
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
