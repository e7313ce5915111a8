import { definePlugin, type Plugin } from '../core/plugin.js';
import { whenPresent } from '../platform/when-present.js';
import { CHAT_WIDGETS, type ChatAct, hearWidget } from './chat-widgets.js';
import type {} from './commerce.js';

/** A chat, by its widget. */
export interface ChatTouch {
  /** Name of the widget: `intercom`, `zendesk`, `tawk`, `crisp`, `hubspot`, `livechat`, `tidio` or `drift`. */
  readonly widget: string;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The window of a chat was opened. */
    chat_open: ChatTouch;
    /** Somebody answered, the first time in this conversation. */
    chat_answer: ChatTouch & {
      /** How long the visitor waited since it began, in ms; not where that is unknown. */
      readonly waited_ms?: number;
    };
    /** Somebody of the team took the conversation over. */
    chat_handover: ChatTouch;
    /** The conversation ended. */
    chat_end: ChatTouch;
    /** The window of a chat was closed. */
    chat_close: ChatTouch;
  }
}

const TYPES = {
  open: 'chat_open',
  answer: 'chat_answer',
  handover: 'chat_handover',
  end: 'chat_end',
  close: 'chat_close',
} as const;

/**
 * Chats in eight widely used widgets, by the events these publish for the page; a widget may come within two minutes. The
 * first thing a visitor says is `contact_support`. What is said is not read. Loads nothing and opens nothing.
 */
export function support(): Plugin {
  const types = Object.values(TYPES).map(type => [type, (data: object) => data]);
  return definePlugin({
    name: 'support',
    vocabulary: Object.fromEntries(types),
    capture({ signal, track }) {
      const found = new Set<string>();

      function hear(widget: string): (act: ChatAct) => void {
        let startedAt: number | null = null;
        let isStarted = false;
        let isAnswered = false;
        return act => {
          if (act === 'start') {
            if (!isStarted) track('contact_support', { method: 'chat', topic: widget });
            if (!isStarted) startedAt = performance.now();
            isStarted = true;
          } else if (act !== 'answer') {
            track(TYPES[act], { widget });
            if (act === 'end') isStarted = isAnswered = false;
          } else if (!isAnswered) {
            isAnswered = true;
            const waited = startedAt !== null && { waited_ms: Math.round(performance.now() - startedAt) };
            track('chat_answer', { widget, ...waited });
          }
          if (act === 'end') startedAt = null;
        };
      }

      whenPresent(() => {
        for (const [name, widget] of Object.entries(CHAT_WIDGETS))
          if (!found.has(name) && hearWidget(widget, hear(name), signal)) found.add(name);
        return found.size > 0;
      }, signal);
    },
  });
}
