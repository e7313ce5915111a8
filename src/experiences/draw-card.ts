import type { NudgeDecision } from '../decide/nudge.js';
import { type CardTerms, cardOf } from './card-of.js';
import { cardStyle } from './card-style.js';

/** Puts the card into its root, with its look. */
export function drawCard(root: ShadowRoot, said: NudgeDecision, does: CardTerms): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cardStyle);
  root.adoptedStyleSheets = [sheet];
  root.append(cardOf(said, does));
}
