import type { ActContext } from '../core/plugin.js';
import type { TouchpointType } from '../core/touchpoint.js';
import type { NudgeDecision } from '../decide/nudge.js';
import { linkTo } from './link-to.js';
import { write } from './write.js';

/** Where the card stands, what its cross is called, and what it does. */
export interface CardTerms {
  readonly placement: string;
  readonly close: string;
  dismiss(): void;
  convert(): void;
  readonly track: ActContext['track'];
}

/** The card that says it. What is missing or no text is left out. */
export function cardOf({ kind, content }: NudgeDecision, does: CardTerms): HTMLElement {
  const { title, text, code, why, ask, action, later = 'Not now' } = content;
  const card = document.createElement('section');
  const row = document.createElement('div');
  card.className = `${does.placement} ${kind}`;
  card.setAttribute('role', 'region');
  card.setAttribute('aria-label', title);
  write(card, document.createElement('b'), title);
  write(card, document.createElement('p'), text);
  write(card, document.createElement('code'), code);
  // What is asked may be any JSON.
  const { text: question, type, field, answers }: Partial<NonNullable<typeof ask>> = Object(ask);
  const group = document.createElement('div');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', `${question}`);
  if (write(group, document.createElement('p'), question)) card.append(group);
  for (const answer of [answers ?? []].flat())
    write(group, document.createElement('button'), answer)?.addEventListener('click', () => {
      // The site says what its question is told as.
      does.track(type as TouchpointType, { [`${field}`]: answer } as never);
      does.convert();
    });
  card.append(row);
  write(card, document.createElement('small'), why);
  const take = write(row, linkTo(action?.url) ?? document.createElement('button'), action?.label);
  const wave = write(row, document.createElement('button'), later);
  const cross = write(card, document.createElement('button'), '✕');
  take?.classList.add('take');
  take?.addEventListener('click', does.convert);
  wave?.addEventListener('click', does.dismiss);
  cross?.addEventListener('click', does.dismiss);
  cross?.setAttribute('aria-label', does.close);
  return card;
}
