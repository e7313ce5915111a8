import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { isOwn, markOwn } from '../platform/own-push.js';
import { attributeOf, closest } from './closest.js';
import type {} from './commerce.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** A link that leads away was followed. */
    click: {
      /** Address it leads to, without parameters. */
      readonly link_url: string;
      /** Host it leads to. */
      readonly link_domain: string;
      /** It leads to another site. */
      readonly outbound: true;
      /** Its `id`. */
      readonly link_id?: string;
    };
  }
}

export interface LinksOptions {
  /** Hosts that are the site, too, with their subdomains. */
  readonly own?: readonly string[];
}

/** What GA4 takes for a file. Source: https://support.google.com/analytics/answer/9216061 */
const FILE =
  /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp(?:s|t|tx)|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma)$/i;
/** Links that share, by how: each reads the host, then the path. */
const SHARES: Readonly<Record<string, RegExp>> = {
  facebook: /^(www\.|m\.)?facebook\.com\/(sharer|dialog\/share)/,
  x: /^(www\.)?(twitter|x)\.com\/(intent|share)/,
  linkedin: /^(www\.)?linkedin\.com\/(sharing|shareArticle)/,
  pinterest: /^(www\.|\w\w\.)?pinterest\.\w+\/pin\/create/,
  reddit: /^(www\.)?reddit\.com\/submit/,
  whatsapp: /^(wa\.me|(api|web)\.whatsapp\.com)\//,
  telegram: /^(t|telegram)\.me\/share/,
};

/**
 * Links that are followed: away from the site (`click`), to a file (`file_download`), or to share something (`share`, also
 * whatever has `data-waymark-share`, whose value says how). Addresses are told without parameters. What `attributes()` told
 * of a click is not told again. Nothing is delayed.
 */
export function links({ own = [] }: LinksOptions = {}): Plugin {
  return definePlugin({
    name: 'links',
    vocabulary: { click: data => data },
    capture(context) {
      const hosts = [location.hostname, ...own].map(host => `.${host.replace(/^www\./, '')}`);
      const hear = (event: Event): void => follow(event, hosts, context);
      listen('click', hear, context.signal);
      // The middle button opens a link, too.
      listen<MouseEvent>('auxclick', event => event.button === 1 && hear(event), context.signal);
    },
  });
}

function follow(event: Event, hosts: readonly string[], context: CaptureContext): void {
  if (isOwn(event)) return;
  const track: CaptureContext['track'] = (type, data) => {
    if (type !== 'click') markOwn(event);
    return context.track(type, data);
  };
  const shared = closest(event, '[data-waymark-share]');
  if (shared) return void track('share', { method: attributeOf(shared, 'data-waymark-share') || 'other' });
  const link = closest(event, 'a[href]');
  if (!(link instanceof HTMLAnchorElement) || !/^https?:$/.test(link.protocol)) return;
  const { hostname, origin, pathname } = link;
  const method = Object.keys(SHARES).find(name => SHARES[name]?.test(hostname + pathname));
  if (method) return void track('share', { method });
  const link_url = origin + pathname;
  const extension = FILE.exec(pathname)?.[1]?.toLowerCase();
  if (extension || link.hasAttribute('download')) {
    const file_name = pathname.slice(pathname.lastIndexOf('/') + 1);
    track('file_download', { file_name, link_url, ...(extension && { file_extension: extension }) });
  } else if (!hosts.some(host => `.${hostname}`.endsWith(host)))
    track('click', { link_url, link_domain: hostname, outbound: true, ...(link.id && { link_id: link.id }) });
}
