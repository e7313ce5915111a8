import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { whenPresent } from '../platform/when-present.js';
import { CHAT_WIDGETS, type ChatAct, hearWidget } from './chat-widgets.js';
import type {} from './commerce.js';
import { isVisit } from './is-visit.js';
import { chatOn, type OpenChats, withChat } from './open-chats.js';

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

declare module '../core/profile.js' {
  interface SliceMap {
    support: OpenChats;
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
 * first thing a visitor says is `contact_support`, once in a visit until the chat ends. What is said is not read. Loads
 * nothing and opens nothing.
 */
export function support(): Plugin {
  const types = Object.values(TYPES).map(type => [type, (data: object) => data]);
  return definePlugin({
    name: 'support',
    vocabulary: Object.fromEntries(types),
    slice: { name: 'support', version: 1, initial: { chats: [] }, reduce: withChat },
    capture(context) {
      const { signal } = context;
      const found = new Set<string>();
      whenPresent(() => {
        for (const [name, widget] of Object.entries(CHAT_WIDGETS))
          if (!found.has(name) && hearWidget(widget, conversation(name, context), signal)) found.add(name);
        return found.size > 0;
      }, signal);
    },
  });
}

/** Tells what happens in the chat of one widget. */
function conversation(widget: string, context: CaptureContext): (act: ChatAct) => void {
  const { track } = context;
  let askedAt: number | null = null;
  let isAnswered = false;
  let isFirst = true;
  /** Id of the visit in which it was asked. */
  let visit: string | undefined;

  /** What was said on an earlier page is known once the profile is, and nobody says anything before that. */
  function takeUp(now: number): void {
    const chat = isFirst && chatOn(context.profile, widget, now);
    isFirst = false;
    if (!chat) return;
    askedAt = chat.askedAt;
    isAnswered = chat.isAnswered;
    visit = chat.session;
  }

  function forget(): void {
    askedAt = null;
    isAnswered = false;
  }

  function ask(now: number): void {
    // A visit ends with a silence, also on a page that stays.
    if (visit && !isVisit(context.profile, visit, now)) forget();
    if (askedAt === null) track('contact_support', { method: 'chat', topic: widget });
    askedAt ??= now;
    visit = context.profile.session?.id;
  }

  function answer(now: number): void {
    if (isAnswered) return;
    isAnswered = true;
    // A clock may be set back meanwhile.
    const waited = askedAt !== null && now >= askedAt && { waited_ms: now - askedAt };
    track('chat_answer', { widget, ...waited });
  }

  return act => {
    if (act === 'start' || act === 'answer') {
      const now = Date.now();
      takeUp(now);
      if (act === 'start') ask(now);
      else answer(now);
    } else {
      track(TYPES[act], { widget });
      if (act === 'end') forget();
    }
  };
}
