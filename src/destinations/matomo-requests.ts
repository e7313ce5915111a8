import type { Profile } from '../core/profile.js';
import type { MatomoTold } from './matomo-commands.js';
import { uuidOf } from './uuid-of.js';

/** What is older may be told only with a token, which no page may know. Source: Matomo's Tracking HTTP API, `cdt`. */
const OLDEST_MS = 86_400_000;

type Parameters = readonly (readonly [name: string, value: unknown])[];

/** Commands as requests of the bulk Tracking HTTP API. Source: developer.matomo.org/api-reference/tracking-api. Pure. */
export function matomoRequests(
  told: readonly MatomoTold[],
  { visitorId, slices }: Profile,
  siteId: number | string,
  now: number,
): readonly string[] {
  const userId = slices.identity?.userId;
  return told.flatMap(({ message: { at, url }, commands }) => {
    const parameters = parametersOf(commands);
    if (!parameters.length) return [];
    const about: Parameters = [
      ['idsite', siteId],
      ['rec', 1],
      ['apiv', 1],
      ['_id', uuidOf(visitorId).replaceAll('-', '').slice(0, 16)],
      ['uid', userId],
      ['url', url],
      ['cdt', now - at < OLDEST_MS ? Math.floor(at / 1000) : undefined],
    ];
    const given = [...about, ...parameters].filter(([, value]) => (value ?? '') !== '' && value !== false);
    return [`?${new URLSearchParams(given.map(([name, value]) => [name, textOf(value)]))}`];
  });
}

/** What the tracker would send of these. */
function parametersOf(commands: MatomoTold['commands']): Parameters {
  const items: (readonly unknown[])[] = [];
  const found: (readonly [string, unknown])[] = [];
  for (const [command, ...given] of commands) {
    const [first, second, third, fourth, fifth] = given;
    if (command === 'addEcommerceItem') items.push(given);
    if (command === 'setReferrerUrl') found.push(['urlref', first]);
    if (command === 'setDocumentTitle') found.push(['action_name', first]);
    if (command === 'trackSiteSearch') found.push(['search', first]);
    if (command === 'setEcommerceView')
      found.push(['_pks', first], ['_pkn', second], ['_pkc', third], ['_pkp', fourth]);
    if (command === 'trackEvent')
      found.push(['e_c', first], ['e_a', second], ['e_n', third], ['e_v', fourth], ['ca', 1]);
    if (command === 'trackEcommerceOrder')
      found.push(['idgoal', 0], ['ec_id', first], ['revenue', second], ['ec_tx', fourth], ['ec_sh', fifth]);
    if (command === 'trackEcommerceCartUpdate') found.push(['idgoal', 0], ['revenue', first]);
  }
  return items.length ? [...found, ['ec_items', items], ['ca', 1]] : found;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
