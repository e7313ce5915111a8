import type { Row } from '../core/touchpoint.js';
import { foundCookie, leaveCookie } from '../platform/shared-cookie.js';
import type { ConsentRecord } from './consent.js';
import { readShared, type Shared, writeShared } from './shared.js';
import type { Shell } from './shell.js';
import { checksum } from './whole.js';

/** One cookie for all subdomains of a site: who the visitor is, what was agreed to, and which orders were placed. */
export interface Share {
  /** What it says now. */
  readonly current: Shared;
  /** The database is open; one that is new may have drawn an id, which others take over. */
  begin(visitorId: string, isNew: boolean): void;
  /** Rows have their place: orders, logouts and choices of the visitor go into the cookie. */
  keep(placed: readonly Row[], record?: ConsentRecord): void;
  /** Empties a cart that was ordered on another subdomain since it was last touched. */
  look(cart: unknown): void;
  /** Removes it, but for a refusal. */
  drop(refusal?: ConsentRecord): void;
}

const NAME = 'waymark';
/** As long as a profile lives: 13 months. Safari keeps what a script writes for 7 days. */
const SECONDS = 396 * 86_400;

export function createShare(domain: string, { track }: Pick<Shell, 'track'>): Share {
  const read = (): Shared => readShared(foundCookie(NAME));

  function write(shared: Shared): void {
    const text = writeShared(shared);
    // What other subdomains keep there lives on with it.
    leaveCookie(NAME, text, domain, SECONDS);
  }

  return {
    get current() {
      return read();
    },
    begin(visitorId, isNew) {
      const shared = read();
      // An id that was erased elsewhere does not come back from a database that still has it.
      if (isNew || shared.visitorId === visitorId) write({ ...shared, visitorId: shared.visitorId ?? visitorId });
    },
    keep(placed, record) {
      const before = read();
      let { visitorId, orders } = before;
      for (const { touchpoint } of placed) {
        if (touchpoint?.type === 'reset') visitorId = touchpoint.data.visitor_id;
        const { transaction_id: id } = Object(touchpoint?.data) as { readonly transaction_id?: unknown };
        if (!touchpoint || (touchpoint.type as string) !== 'purchase' || typeof id !== 'string') continue;
        const hash = (checksum(id) >>> 0).toString(36);
        if (!orders.some(order => order.hash === hash)) orders = [...orders, { hash, at: Math.floor(touchpoint.at) }];
      }
      const isNewer = (record?.at ?? 0) > (before.consent?.at ?? 0);
      const consent = isNewer ? record : before.consent;
      if (isNewer || visitorId !== before.visitorId || orders !== before.orders) write({ visitorId, consent, orders });
    },
    look(cart) {
      const { lines, lastActAt } = Object(cart) as { readonly lines?: readonly unknown[]; readonly lastActAt?: number };
      if (!lines?.length || !lastActAt) return;
      const isOrdered = read().orders.some(({ at }) => at >= lastActAt);
      if (isOrdered) track('share', 'view_cart', { items: [] });
    },
    drop(refusal) {
      if (refusal) write({ consent: refusal, orders: [] });
      else if (foundCookie(NAME) !== null) leaveCookie(NAME, '', domain, -1);
    },
  };
}
