// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { support } from '../../src/capture/support.js';
import { type Captured, captureContext } from './capture-context.js';

type Run = (payload?: unknown) => void;

let captured: Captured;
/** What the widget was told to call, by its event. */
let heard: Map<string, Run>;

beforeEach(() => {
  vi.useFakeTimers();
  captured = captureContext();
  heard = new Map();
});
afterEach(() => {
  captured.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const listener = { on: (event: string, run: Run) => void heard.set(event, run) };
/** Each widget as it publishes itself. */
const WIDGETS: Readonly<Record<string, readonly [global: string, api: unknown]>> = {
  intercom: ['Intercom', (event: string, run: Run) => void heard.set(event, run)],
  zendesk: ['zE', (command: string, event: string, run: Run) => command === 'messenger:on' && heard.set(event, run)],
  tawk: ['Tawk_API', {}],
  crisp: ['$crisp', { push: ([, event, run]: [string, string, Run]) => void heard.set(event, run) }],
  hubspot: ['HubSpotConversations', listener],
  livechat: ['LiveChatWidget', listener],
  tidio: ['tidioChatApi', listener],
  drift: ['drift', listener],
};

function put(name: string): void {
  const [global, api] = WIDGETS[name] ?? [];
  if (global) vi.stubGlobal(global, api);
}
function start(): void {
  support().capture?.(captured.context);
}
/** What a widget says of itself; one that says it to the window has no callbacks. */
function say(event: string, payload?: unknown): void {
  const run = heard.get(event);
  if (run) run(payload);
  else window.dispatchEvent(new CustomEvent(event));
}

const from = (type: string) => ({ type: 'message', author: { type } });

it.each([
  ['intercom', [['onShow'], ['onUnreadCountChange', 0], ['onUnreadCountChange', 2], ['onHide']], 'open answer close'],
  [
    'zendesk',
    [['open'], ['conversationStarted'], ['conversationWithAgentAssigned'], ['unreadMessages', 1], ['close']],
    'open start handover answer close',
  ],
  [
    'tawk',
    [
      ['tawkChatMaximized'],
      ['tawkChatStarted'],
      ['tawkAgentJoinChat'],
      ['tawkChatMessageAgent'],
      ['tawkChatEnded'],
      ['tawkChatMinimized'],
    ],
    'open start handover answer end close',
  ],
  [
    'crisp',
    [['chat:opened'], ['message:sent'], ['message:sent'], ['message:received'], ['chat:closed']],
    'open start answer close',
  ],
  [
    'hubspot',
    [['conversationStarted'], ['unreadConversationCountChanged', { unreadCount: 1 }], ['conversationClosed']],
    'start answer end',
  ],
  [
    'livechat',
    [
      ['visibility_changed', { visibility: 'maximized' }],
      ['new_event', { type: 'file', author: { type: 'agent' } }],
      ['new_event', from('customer')],
      ['new_event', from('agent')],
      ['visibility_changed', { visibility: 'hidden' }],
      ['visibility_changed', { visibility: 'minimized' }],
    ],
    'open start answer close',
  ],
  ['tidio', [['open'], ['conversationStart'], ['messageFromOperator'], ['close']], 'open start answer close'],
  ['drift', [['chatOpen'], ['startConversation'], ['message'], ['chatClose']], 'open start answer close'],
] as const)('hears %s', (name, events, expected) => {
  put(name);
  start();
  for (const [event, payload] of events as readonly (readonly [string, unknown?])[]) say(event, payload);
  const told = captured.tracked.map(({ type }) => (type === 'contact_support' ? 'start' : type.replace('chat_', '')));
  expect(told.join(' ')).toBe(expected);
  const others = captured.tracked.filter(({ type }) => type !== 'contact_support');
  expect(new Set(others.map(({ data }) => data.widget))).toEqual(new Set([name]));
});

it('says how long the visitor waited for the first answer of each conversation', () => {
  put('hubspot');
  start();
  for (const waitedMs of [40_000, 5_000]) {
    say('conversationStarted');
    vi.advanceTimersByTime(waitedMs);
    for (const unreadCount of [1, 2]) say('unreadConversationCountChanged', { unreadCount });
    say('conversationClosed');
  }
  const answers = captured.tracked.filter(({ type }) => type === 'chat_answer');
  expect(answers.map(({ data }) => data.waited_ms)).toEqual([40_000, 5_000]);
  expect(captured.tracked[0]).toEqual({ type: 'contact_support', data: { method: 'chat', topic: 'hubspot' } });
});

it('finds a widget that comes late, and hears it once', () => {
  start();
  put('drift');
  const on = vi.spyOn(listener, 'on');
  vi.advanceTimersByTime(120_000);
  window.dispatchEvent(new Event('load'));
  say('chatOpen');
  expect(captured.tracked).toHaveLength(1);
  expect(on).toHaveBeenCalledTimes(4);
});

it('does without events that a widget does not have', () => {
  vi.stubGlobal('drift', {
    on: (event: string, run: Run) => {
      if (event === 'chatOpen') throw new Error('No such event');
      heard.set(event, run);
    },
  });
  start();
  say('chatClose');
  expect(captured.tracked).toEqual([{ type: 'chat_close', data: { widget: 'drift' } }]);
});

it('tells nothing of what is said, and nothing after a stop', () => {
  put('crisp');
  start();
  say('message:received', { content: 'cAnArY' });
  captured.stop();
  say('chat:opened');
  expect(captured.tracked).toEqual([{ type: 'chat_answer', data: { widget: 'crisp' } }]);
});
