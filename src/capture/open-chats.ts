import type { Profile } from '../core/profile.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { isVisit } from './is-visit.js';

/** A conversation that did not end, as far as the widget says. */
export interface OpenChat {
  /** Name of the widget. */
  readonly widget: string;
  /** Id of the visit in which it began. */
  readonly session: string;
  /** When it began, epoch ms. */
  readonly askedAt: number;
  /** Whether somebody answered. */
  readonly isAnswered: boolean;
}

/** Conversations, at most 8, newest first. */
export interface OpenChats {
  readonly chats: readonly OpenChat[];
}

const CHATS = 8;
const LETTERS = 40;

/** What is open after one more touchpoint. Pure. */
export function withChat(state: OpenChats, { type, by, at, session, data }: Touchpoint): OpenChats {
  const { widget: hears, topic } = data as { readonly widget?: unknown; readonly topic?: unknown };
  const named = type === 'contact_support' ? topic : hears;
  // Others ask support, too, by other ways.
  if (by !== 'support' || typeof named !== 'string') return state;
  const widget = named.slice(0, LETTERS);
  const known = state.chats.find(chat => chat.widget === widget);
  const others = state.chats.filter(chat => chat !== known);
  switch (type) {
    case 'contact_support':
      return { chats: [{ widget, session, askedAt: at, isAnswered: false }, ...others].slice(0, CHATS) };
    case 'chat_answer':
      return known && !known.isAnswered ? { chats: [{ ...known, isAnswered: true }, ...others] } : state;
    case 'chat_end':
      return known ? { chats: others } : state;
    default:
      return state;
  }
}

/** The conversation that an earlier page of the visit began and that goes on at this moment. Pure. */
export function chatOn(profile: Profile, widget: string, now: number): OpenChat | undefined {
  return profile.slices.support?.chats.find(chat => chat.widget === widget && isVisit(profile, chat.session, now));
}
