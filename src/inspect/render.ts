import type { Touchpoint } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import type { Ask } from './asker.js';
import type { Inspected, Status } from './inspected.js';
import { section } from './section.js';
import { showDelivery } from './show-delivery.js';
import { showDecisions, showTouchpoints } from './show-history.js';
import { showLikelihood } from './show-likelihood.js';
import { showStage } from './show-stage.js';
import { showTriggers } from './show-triggers.js';
import { MARK, type Sketch, sketch } from './sketch.js';

/** What the panel itself knows; lists are newest first. */
export interface PanelState {
  readonly isOpen: boolean;
  readonly touchpoints: readonly Touchpoint[];
  readonly decisions: readonly Decision[];
  readonly ask: Ask;
  /** Sections that come a little later. */
  showMore(waymark: Inspected): readonly Sketch[];
}

/** What a status means, where the word alone does not say it. */
const STATUS: { readonly [status in Status]?: string } = {
  pending: 'waits for consent',
  ready: 'recording',
  memory: 'in memory only',
};

/** The panel as it should be: the sheet while it is open, else the button that opens it. */
export function render(
  waymark: Inspected,
  { isOpen, touchpoints, decisions, ask, showMore }: PanelState,
): readonly Sketch[] {
  if (!isOpen) return [sketch('button.reopen', [MARK], { 'aria-label': 'Open Waymark' })];

  const now = Date.now();
  const { status, consent } = waymark;
  const isRefused = Object.values(consent).every(grant => grant === 'denied');
  const header = [
    MARK,
    sketch('b', 'Waymark'),
    sketch('span.tag', isRefused ? 'consent refused' : (STATUS[status] ?? status), {
      'data-tone': status === 'ready' ? 'good' : 'warn',
    }),
    sketch('button.close', '✕', { 'aria-label': 'Close Waymark' }),
  ];
  const content = [
    sketch('header', header),
    section('You are here', () => showStage(waymark, now)),
    section('How likely an order is', () => showLikelihood(waymark)),
    section('Triggers', () => showTriggers(waymark, now, ask)),
    section('Decisions', () => showDecisions(waymark, decisions, now)),
    section('Touchpoints seen here', () => showTouchpoints(touchpoints, now)),
    ...showMore(waymark),
    section('Consent and delivery', () => showDelivery(waymark)),
  ];
  // What scrolls must be reached by keyboard.
  return [sketch('aside', content, { role: 'complementary', 'aria-label': 'Waymark', tabindex: '0' })];
}
