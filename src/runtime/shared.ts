import { PURPOSES, type Purpose } from '../core/purpose.js';
import type { ConsentRecord } from './consent.js';

/** What the subdomains of a site know together. */
export interface Shared {
  readonly visitorId?: string | undefined;
  /** The visitor's choice. */
  readonly consent?: ConsentRecord | undefined;
  /** The last ten orders, oldest first. */
  readonly orders: readonly SharedOrder[];
}

export interface SharedOrder {
  /** Stands for its `transaction_id`. */
  readonly hash: string;
  /** When it was placed, epoch ms. */
  readonly at: number;
}

const ORDERS = 10;
const LETTERS: Readonly<Record<string, 'granted' | 'denied' | 'pending'>> = { g: 'granted', d: 'denied', p: 'pending' };
/** Visitor, choice and orders; what does not look like this was written by somebody else. */
const SHAPE = /^(\w{0,40})~(?:([gdp-]{4})\.([0-9a-z]{1,9})\.([\w-]{0,40}))?~((?:[0-9a-z]{1,7}\.[0-9a-z]{1,9}_){0,10})$/;

/** As a cookie holds it: at most 350 characters that need no escape. Pure. */
export function writeShared({ visitorId = '', consent, orders }: Shared): string {
  const { choice = {}, at = 0, textVersion = '' } = consent ?? {};
  const letters = PURPOSES.map(purpose => choice[purpose]?.[0] ?? '-').join('');
  const told = consent ? `${letters}.${at.toString(36)}.${/^[\w-]{1,40}$/.test(textVersion) ? textVersion : ''}` : '';
  const bought = orders.slice(-ORDERS).map(order => `${order.hash}.${order.at.toString(36)}_`);
  return `${visitorId}~${told}~${bought.join('')}`;
}

/** Reads it; anything else holds nothing. Pure. */
export function readShared(text: string | null): Shared {
  const [, visitorId, letters, at = '', textVersion, bought = ''] = SHAPE.exec(text ?? '') ?? [];
  const orders = bought.split('_').flatMap(each => {
    const [hash, moment] = each.split('.');
    return hash && moment ? [{ hash, at: Number.parseInt(moment, 36) }] : [];
  });
  const consent: ConsentRecord | undefined = letters
    ? { choice: choiceOf(letters), at: Number.parseInt(at, 36), source: 'share', ...(textVersion && { textVersion }) }
    : undefined;
  return { visitorId: visitorId || undefined, consent, orders };
}

function choiceOf(letters: string): ConsentRecord['choice'] {
  const answers = PURPOSES.flatMap((purpose, index): [Purpose, 'granted' | 'denied' | 'pending'][] => {
    const grant = LETTERS[letters[index] ?? ''];
    return grant ? [[purpose, grant]] : [];
  });
  return Object.fromEntries(answers);
}
