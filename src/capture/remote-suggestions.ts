import { definePlugin, type Plugin, type PluginContext } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { fetchText } from '../platform/fetch-text.js';

/** What another system is told. No visitor, no address, no time. */
export interface RemoteQuestion {
  /** Ids looked at, the last one first, at most 10. */
  readonly viewed: readonly string[];
  /** Ids in the cart, at most 10. */
  readonly cart: readonly string[];
  /** Ids wanted. */
  readonly limit: number;
}

export interface RemoteSuggestionsOptions {
  /**
   * A function, or an address that is asked with the question as `viewed`, `cart` and `limit` of its query and answers
   * with a JSON list of ids, the best first.
   */
  readonly ask: string | ((question: RemoteQuestion, signal: AbortSignal) => Promise<readonly string[]>);
  /** How long an answer is waited for. Default 800. */
  readonly timeoutMs?: number;
}

/** Keep the plugin: `suggest(profile, { given: await remote.ids(profile) })`. */
export interface RemoteSuggestions extends Plugin {
  /** At most 100 ids. Never rejects: none without consent, after the time is up, or when the answer is none. */
  ids(profile: Profile, limit?: number): Promise<readonly string[]>;
}

const SEEN = 10;
const IDS = 100;
const MAX_BYTES = 100_000;

/** Asks another system what to suggest; what fails is a `problem`, once a page, and what the page itself finds takes its place. */
export function remoteSuggestions({ ask, timeoutMs = 800 }: RemoteSuggestionsOptions): RemoteSuggestions {
  let running: PluginContext | undefined;
  let isTold = false;

  async function ids({ slices }: Profile, limit = 20): Promise<readonly string[]> {
    const context = running;
    if (!context) return [];
    const question = { viewed: idsOf(slices.viewed), cart: idsOf(slices.cart?.lines), limit };
    const controller = new AbortController();
    const stop = (): void => controller.abort(new Error(`no answer in ${timeoutMs} ms`));
    const timer = setTimeout(stop, timeoutMs);
    context.signal.addEventListener('abort', stop);
    try {
      const { signal } = controller;
      // A function may not heed its signal.
      const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      const answer: unknown = await Promise.race([
        typeof ask === 'string' ? askAddress(ask, question, signal) : ask(question, signal),
        late,
      ]);
      if (!Array.isArray(answer)) throw new Error('the answer is no list of ids');
      return answer.slice(0, IDS).map(String);
    } catch (cause) {
      if (!isTold && !context.signal.aborted) tell(context, cause);
      return [];
    } finally {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', stop);
    }
  }

  function tell(context: PluginContext, cause: unknown): void {
    isTold = true;
    context.problem(
      'remote-unanswered',
      `\`remoteSuggestions\` got nothing: ${(cause as Error)?.message}. The page's own suggestions take its place; see to the address, or raise \`timeoutMs\`.`,
    );
  }

  const plugin = definePlugin({
    name: 'remote-suggestions',
    purpose: 'personalization',
    capture(context) {
      running = context;
      return () => {
        running = undefined;
      };
    },
  });
  return Object.assign(plugin, { ids });
}

async function askAddress(
  address: string,
  { viewed, cart, limit }: RemoteQuestion,
  signal: AbortSignal,
): Promise<unknown> {
  const url = new URL(address, location.href);
  url.searchParams.set('viewed', viewed.join());
  url.searchParams.set('cart', cart.join());
  url.searchParams.set('limit', `${limit}`);
  const { text } = await fetchText(url.href, { signal, maxBytes: MAX_BYTES });
  return JSON.parse(text);
}

function idsOf(items: readonly { readonly item_id: string }[] = []): readonly string[] {
  return items.slice(0, SEEN).map(({ item_id }) => item_id);
}
