import { copy } from './copy.js';
import type { StandardSchema } from './plugin.js';
import { guard, type Problem } from './problem.js';
import type { Rules } from './rules.js';
import type { Touchpoint, TouchpointType } from './touchpoint.js';

/** What `track` was called with, and where. */
export interface Candidate {
  readonly id: string;
  readonly at: number;
  readonly url: string;
  readonly by: string;
  readonly channel?: unknown;
  readonly type: string;
  readonly data?: unknown;
  readonly context?: unknown;
}

export interface Admission {
  /** Copied and checked, and frozen once it is redacted; `null` when it was refused. `unchecked` when no plugin declares its type. */
  readonly touchpoint: Touchpoint | null;
  readonly problems: readonly Problem[];
}

/** What a schema finds wrong, and where. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

const CHANNEL = /^[\w:-]{1,40}$/;
const MEND_CALL = '. Mend the call to `track`.';
/** Longest type that is kept, characters. */
const TYPE = 60;

/** Takes what a page says happened: copies it once and bounded, and checks it. Pure; never throws. */
export function accept(rules: Rules, { type: name, data, context, url, channel, ...rest }: Candidate): Admission {
  const problems: Problem[] = [];
  const type = typeof name === 'string' ? name.slice(0, TYPE) : '';
  const { value, cut } = copy(data ?? {});
  if (cut)
    problems.push(
      say('data-cut', type, 'had data too large, too deep or not JSON. It was shortened; send less, and plain values.'),
    );
  const checked = !type
    ? `its type must be a text${MEND_CALL}`
    : !Number.isFinite(rest.at)
      ? `\`at\` must be epoch ms${MEND_CALL}`
      : check(rules, type, value, problems);
  if (typeof checked === 'string') {
    problems.push(say('data-refused', type, `was refused: ${checked}`));
    return { touchpoint: null, problems };
  }
  const touchpoint = {
    // What a page hung on Object.prototype is no context.
    __proto__: null,
    ...rest,
    type,
    url,
    session: '',
    data: checked,
    ...(isChannel(channel, type, problems) && { channel }),
    ...(context === undefined ? {} : { context: copy(context).value }),
    ...(Object.hasOwn(rules.vocabulary, type) ? {} : { unchecked: true }),
  };
  // The check vouches for the shape of known types; unknown ones are marked.
  return { touchpoint: touchpoint as unknown as Touchpoint, problems };
}

function isChannel(channel: unknown, type: string, problems: Problem[]): boolean {
  const isWord = typeof channel === 'string' && CHANNEL.test(channel);
  if (!isWord && channel !== undefined)
    problems.push(
      say('channel-odd', type, 'was taken without its `channel`: that must be a word of at most 40 letters.'),
    );
  return isWord;
}

function check(rules: Rules, type: string, data: unknown, problems: Problem[]): object | string {
  if (!isRecord(data)) return `its data must be an object${MEND_CALL}`;
  const checker = Object.hasOwn(rules.vocabulary, type) ? rules.vocabulary[type as TouchpointType] : undefined;
  if (!checker) return data;
  // Looked for only where something is to be said of it: this is done at every touchpoint.
  const owner = (): string => `${rules.plugins.find(({ vocabulary = {} }) => Object.hasOwn(vocabulary, type))?.name}`;
  const answer = guard<unknown>(problems, owner, 'check', null, () =>
    typeof checker === 'function' ? checker(data) : conform(checker, data),
  );
  // What it quotes may be what the visitor typed.
  if (answer && typeof answer === 'string')
    return `${answer.replace(/"[^"]*"/g, '"…"').replace(/\.$/, '')}${MEND_CALL}`;
  // What a check puts right may be a date, or no JSON at all.
  const { value } = copy(answer);
  return isRecord(value)
    ? value
    : `its check must answer with an object or a text. Mend \`vocabulary\` of "${owner()}".`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function conform(schema: StandardSchema, data: object): unknown {
  const result = schema['~standard'].validate(data) as { value?: unknown; issues?: readonly Issue[] };
  if (result.issues) return result.issues.map(sentenceOf).join('; ');
  if (result.value === undefined) throw new Error('its schema answers later, and a check must answer at once');
  return result.value;
}

function sentenceOf({ message, path = [] }: Issue): string {
  const place = path.map(step => (step as { key?: PropertyKey }).key ?? step).join('.');
  return place ? `\`${place}\`: ${message}` : message;
}

function say(code: string, type: string, message: string): Problem {
  return { code, message: `Touchpoint "${type}" ${message}` };
}
