import { definePlugin, type Known, type Plugin } from '../core/plugin.js';

/** What the visitor says brought them. */
export interface SelfReport {
  /** The answer, a word of the list: one of the channels, one of the site's own, or `other`. */
  readonly answer: string;
  /** The channel it stands for. */
  readonly channel: string;
  /** What exactly, where the site's own word says so; else empty. */
  readonly source: string;
  /** When it was given, epoch ms. */
  readonly at: number;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor said how they heard of the site. */
    report_source: {
      /** A word of the list; any other becomes `other`, for what somebody wrote may be personal. */
      readonly answer: string;
      /** The channel it stands for; filled in. */
      readonly channel?: string;
      /** What exactly, such as the name of a podcast; filled in. */
      readonly source?: string;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** How the visitor says they heard of the site, the last answer; `null` before one. */
    selfReport: SelfReport | null;
  }
}

export interface SelfReportOptions {
  /** Answers of the site's own, each with the channel it stands for: `{ podcast: { channel: 'audio', source: 'fret-talk' } }`. */
  readonly answers?: Readonly<Record<string, { readonly channel: string; readonly source?: string }>>;
}

const KNOWN: Known<SelfReportOptions> = { answers: 1 };
/** Answers everybody can give: they are channels. */
const CHANNELS =
  /^(ai-assistant|affiliate|audio|display|email|friend|influencer|native|offline|organic-search|organic-social|paid-search|paid-social|push|referral|sms|sponsored|third-party-review|video)$/;
const LENGTH = 100;

/**
 * The answer to "How did you hear of us?", tracked as `report_source` or told by a button with
 * `data-waymark-track="report_source" data-waymark-answer="friend"`. Words alone are kept, never a text. It stands beside the
 * touches that were observed and is none of them: nobody knows when it was, and as the last thing before an order it would
 * take their credit. In the field: self-reported or survey-based attribution. Source: help.daasity.com, Survey-Based Attribution.
 */
export function selfReport(options: SelfReportOptions = {}): Plugin {
  const { answers = {} } = options;
  return definePlugin({
    name: 'self-report',
    options: [options, KNOWN],
    vocabulary: {
      report_source({ answer }) {
        if (typeof answer !== 'string' || !answer) return '`answer` is missing';
        if (Object.hasOwn(answers, answer)) return { answer, ...answers[answer] };
        const channel = CHANNELS.test(answer) ? answer : 'other';
        return { answer: channel, channel };
      },
    },
    slice: {
      name: 'selfReport',
      version: 1,
      initial: null,
      reduce(state, { type, at, data }) {
        if (type !== 'report_source') return state;
        // What was taken in from another device may hold anything.
        const { answer, channel, source } = data as Readonly<Record<string, unknown>>;
        return { answer: wordOf(answer), channel: wordOf(channel), source: wordOf(source), at };
      },
    },
  });
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LENGTH) : '';
}
