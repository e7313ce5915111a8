import { definePlugin, type Plugin } from '../core/plugin.js';
import type { NudgeDecision } from '../decide/nudge.js';

export interface NudgeCardOptions {
  /** Corner of the window; a narrow window is filled from side to side. Default `bottom left`. */
  readonly placement?: 'bottom left' | 'bottom right' | 'top left' | 'top right';
  /** What the cross is called for those who hear it. Default `Close`. */
  readonly close?: string;
}

/** A region that was there before its text is read out when the text comes. */
const HEED_MS = 100;

/**
 * Shows what `nudge.show` says on the page as a card in a corner: one at a time, over the page and never moving it, in the
 * page's own font. It takes no focus and is said politely to screen readers; `Escape`, the cross and the second button
 * wave it away, and it goes by itself when it is not right any more. Content goes in as text, an address only when it is
 * one of the web. Colours are the tokens `--wm-…` where the page sets them, else those of the page's colour scheme. What
 * draws it is loaded with the first that is said.
 */
export function nudgeCard({ placement = 'bottom left', close = 'Close' }: NudgeCardOptions = {}): Plugin {
  /** Takes away what is there. */
  let clear = (): void => {};

  return definePlugin({
    name: 'nudge-card',
    acts: ['nudge.show'],
    capture: () => () => clear(),
    async act({ data }, { prompt, signal, track }) {
      // It is told of no other decision.
      const said = data as NudgeDecision;
      if (!prompt || said.channel !== 'page') return;
      clear();
      const life = new AbortController();
      const host = document.createElement('div');
      const end = (): void => {
        life.abort();
        host.remove();
      };
      clear = end;
      host.setAttribute('aria-live', 'polite');
      const root = host.attachShadow({ mode: 'open' });
      (document.body ?? document.documentElement).append(host);
      const heeded = new Promise(resolve => setTimeout(resolve, HEED_MS));
      const { drawCard } = await import('./draw-card.js').catch(cause => {
        end();
        throw cause;
      });
      await heeded;
      // Another one came first, and this one may come later.
      if (life.signal.aborted) return prompt.defer();
      if (signal.aborted || prompt.signal.aborted || !prompt.shown()) return end();
      prompt.signal.addEventListener('abort', end, { signal: life.signal });
      const dismiss = (): void => {
        end();
        prompt.dismiss();
      };
      const convert = (): void => {
        prompt.convert();
        // A link goes where it goes by itself first.
        setTimeout(end);
      };
      drawCard(root, said, { placement, close, dismiss, convert, track });
      const hear = ({ key, defaultPrevented }: KeyboardEvent): void => {
        if (key === 'Escape' && !defaultPrevented) dismiss();
      };
      document.addEventListener('keydown', hear, { signal: life.signal });
    },
  });
}
