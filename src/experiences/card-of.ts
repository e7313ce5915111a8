import type { NudgeDecision } from '../decide/nudge.js';
import { addressOf } from './address-of.js';
import { write } from './write.js';

/** Where the card stands, what its cross is called, and what it does. */
export interface CardTerms {
  readonly placement: string;
  readonly close: string;
  dismiss(): void;
  convert(): void;
}

/** The card that says it. What is missing or no text is left out. */
export function cardOf({ kind, content }: NudgeDecision, does: CardTerms): HTMLElement {
  const { title, text, code, action, later = 'Not now' } = content;
  const card = document.createElement('section');
  const row = document.createElement('div');
  const address = addressOf(action?.url);
  const link = document.createElement('a');
  if (address) link.href = address;
  card.className = `${does.placement} ${kind}`;
  card.setAttribute('role', 'region');
  card.setAttribute('aria-label', title);
  write(card, document.createElement('b'), title);
  write(card, document.createElement('p'), text);
  write(card, document.createElement('code'), code);
  card.append(row);
  const take = write(row, address ? link : document.createElement('button'), action?.label);
  const wave = write(row, document.createElement('button'), later);
  const cross = write(card, document.createElement('button'), '✕');
  take?.classList.add('take');
  take?.addEventListener('click', does.convert);
  wave?.addEventListener('click', does.dismiss);
  cross?.addEventListener('click', does.dismiss);
  cross?.setAttribute('aria-label', does.close);
  return card;
}
