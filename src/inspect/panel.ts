import type { Touchpoint } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import { createAsker } from './asker.js';
import type { Inspected } from './inspected.js';
import { paint } from './paint.js';
import { type PanelState, render } from './render.js';
import { style } from './style.js';

export interface PanelOptions {
  /** Whether it starts open; else only its small button shows. Default: where a window wider than 640 px has room for it. */
  readonly open?: boolean;
}

export interface Panel {
  open(): void;
  close(): void;
  toggle(): void;
  /** Leaves nothing behind. */
  remove(): void;
}

/** How many touchpoints and decisions are kept to be shown. */
const KEPT = 30;
/** Conditions ripen and batches arrive without a touchpoint. */
const REFRESH_MS = 2_000;
/** What capture plugins listen to; nothing that happens in the panel is part of the journey. */
const OWN = 'click pointerdown pointerup mousedown mouseup keydown keyup focusin focusout';

/**
 * Shows what Waymark knows now, in plain words: stage and reasons, triggers and what they lack, decisions, touchpoints,
 * profile, delivery. It floats over the page, moves nothing in it and works under a strict content security policy.
 * It draws at most once a frame, and only while it is open.
 */
export function panel(waymark: Inspected, { open: startsOpen = innerWidth > 640 }: PanelOptions = {}): Panel {
  const life = new AbortController();
  const { signal } = life;
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const touchpoints: Touchpoint[] = [];
  const decisions: Decision[] = [];
  const asker = createAsker(redraw);
  let showMore: PanelState['showMore'] = () => [];
  let isOpen = false;
  let frame = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function draw(): void {
    const focused = shadow.activeElement;
    frame = 0;
    paint(shadow, render(waymark, { isOpen, touchpoints, decisions, ask: asker.ask, showMore }));
    // What moved up among its siblings would lose the focus.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  function redraw(): void {
    if (isOpen && !signal.aborted) frame ||= requestAnimationFrame(draw);
  }

  function schedule(): void {
    // Nothing ripens any more; the last word stands.
    if (waymark.status === 'stopped') clearInterval(timer);
    asker.renew();
    redraw();
  }

  function show(opens: boolean): void {
    if (signal.aborted || opens === isOpen) return;
    const hadFocus = shadow.activeElement;
    isOpen = opens;
    clearInterval(timer);
    if (opens) timer = setInterval(schedule, REFRESH_MS);
    asker.renew();
    draw();
    // Focus moves only when it was here: a panel that opens by itself takes it from nobody.
    if (hadFocus) shadow.querySelector('button')?.focus();
  }

  function clicked({ target }: Event): void {
    if (target instanceof Element && target.closest('button')) show(!isOpen);
  }

  function pressed({ key }: KeyboardEvent): void {
    if (key === 'Escape') show(false);
  }

  host.lang = 'en';
  host.dir = 'ltr';
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  shadow.addEventListener('click', clicked, { signal });
  host.addEventListener('keydown', pressed, { signal });
  for (const type of OWN.split(' ')) host.addEventListener(type, event => event.stopPropagation(), { signal });
  waymark.on('touchpoint', touchpoint => keep(touchpoints, touchpoint), { signal });
  waymark.on('decision', decision => keep(decisions, decision), { signal });
  signal.addEventListener('abort', waymark.subscribe(schedule));
  // A script in the head may run before there is a body.
  (document.body ?? document.documentElement).append(host);
  draw();
  show(startsOpen);
  // Where it cannot be loaded, everything else is there.
  import('./show-more.js').then(part => {
    ({ showMore } = part);
    redraw();
  }, redraw);

  return {
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!isOpen),
    remove() {
      life.abort();
      clearInterval(timer);
      cancelAnimationFrame(frame);
      host.remove();
    },
  };
}

/** Newest first. */
function keep<T>(list: T[], entry: T): void {
  list.unshift(entry);
  list.splice(KEPT);
}
