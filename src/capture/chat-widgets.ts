import { listen } from '../platform/listen.js';
import { own } from './consent/own.js';

/** What happens in a chat. */
export type ChatAct = 'open' | 'start' | 'answer' | 'handover' | 'end' | 'close';

/** What an event says happened, by what comes with it; `null` for nothing. */
type Read = (payload: unknown) => ChatAct | null;

interface Widget {
  /** The name under which a page knows it. */
  readonly global: string;
  /** Hears one of its events. */
  readonly hear: (api: Api, event: string, run: (payload: unknown) => void, signal: AbortSignal) => void;
  /** What its events say, by their names. */
  readonly events: Readonly<Record<string, ChatAct | Read>>;
}

/** Whatever of these a widget has. */
type Api = ((...command: readonly unknown[]) => unknown) & {
  on(event: string, run: (payload: unknown) => void): unknown;
  push(command: readonly unknown[]): unknown;
};

const on: Widget['hear'] = (api, event, run) => api.on(event, run);
/** That more is unread than nothing says that somebody answered. */
const unread: Read = payload => (Number(own(payload, 'unreadCount') ?? payload) > 0 ? 'answer' : null);
const SHOWN: Readonly<Record<string, ChatAct>> = { maximized: 'open', minimized: 'close' };

/** Widgets by name, by what they publish for the pages they are on. Nothing of a message is read but who wrote it. */
export const CHAT_WIDGETS: Readonly<Record<string, Widget>> = {
  // Source: https://developers.intercom.com/installing-intercom/web/methods
  intercom: {
    global: 'Intercom',
    hear: (api, event, run) => api(event, run),
    events: { onShow: 'open', onHide: 'close', onUnreadCountChange: unread },
  },
  // Source: https://developer.zendesk.com/api-reference/widget-messaging/web/events/
  zendesk: {
    global: 'zE',
    hear: (api, event, run) => api('messenger:on', event, run),
    events: {
      open: 'open',
      close: 'close',
      unreadMessages: unread,
      conversationStarted: 'start',
      conversationWithAgentAssigned: 'handover',
    },
  },
  // Its events on the window leave the callbacks of the page alone. Source: https://developer.tawk.to/jsapi
  tawk: {
    global: 'Tawk_API',
    hear: (_, event, run, signal) => listen(event, run, signal),
    events: {
      tawkChatMaximized: 'open',
      tawkChatMinimized: 'close',
      tawkChatStarted: 'start',
      tawkChatMessageAgent: 'answer',
      tawkAgentJoinChat: 'handover',
      tawkChatEnded: 'end',
    },
  },
  // Source: https://docs.crisp.chat/guides/chatbox-sdks/web-sdk/dollar-crisp/
  crisp: {
    global: '$crisp',
    hear: (api, event, run) => api.push(['on', event, run]),
    events: { 'chat:opened': 'open', 'chat:closed': 'close', 'message:sent': 'start', 'message:received': 'answer' },
  },
  // Source: https://developers.hubspot.com/docs/api-reference/conversation-chat-widget-sdk/guide
  hubspot: {
    global: 'HubSpotConversations',
    hear: on,
    events: { conversationStarted: 'start', conversationClosed: 'end', unreadConversationCountChanged: unread },
  },
  // Source: https://platform.text.com/docs/extending-chat-widget/javascript-api
  livechat: {
    global: 'LiveChatWidget',
    hear: on,
    events: {
      visibility_changed: payload => SHOWN[`${own(payload, 'visibility')}`] ?? null,
      new_event: payload => {
        if (own(payload, 'type') !== 'message') return null;
        return own(payload, 'author', 'type') === 'agent' ? 'answer' : 'start';
      },
    },
  },
  // Source: https://developers.tidio.com/docs
  tidio: {
    global: 'tidioChatApi',
    hear: on,
    events: { open: 'open', close: 'close', conversationStart: 'start', messageFromOperator: 'answer' },
  },
  // Source: https://devdocs.drift.com/docs/drift-events
  drift: {
    global: 'drift',
    hear: on,
    events: { chatOpen: 'open', chatClose: 'close', startConversation: 'start', message: 'answer' },
  },
};

/** Hears a widget, if the page has it. */
export function hearWidget(
  { global, hear, events }: Widget,
  run: (act: ChatAct) => void,
  signal: AbortSignal,
): boolean {
  // What a widget publishes is of its own making; calls that it does not know throw, and the next is tried.
  const api = own(window, global) as Api | undefined;
  if (!api) return false;
  for (const [event, meaning] of Object.entries(events))
    try {
      hear(
        api,
        event,
        payload => {
          const act = typeof meaning === 'string' ? meaning : meaning(payload);
          if (act && !signal.aborted) run(act);
        },
        signal,
      );
    } catch {
      // A widget of another version, or one that is not loaded yet, has no such event.
    }
  return true;
}
