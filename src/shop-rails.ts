import { catalogSource } from './capture/catalog-source.js';
import type { CatalogSourceOptions } from './capture/read-catalog.js';
import { type RemoteSuggestionsOptions, remoteSuggestions } from './capture/remote-suggestions.js';
import { definePlugin, type Plugin, type PluginList } from './core/plugin.js';
import { WaymarkError } from './core/problem.js';
import type { Catalog } from './decide/catalog.js';
import { personal } from './decide/personal.js';
import { type CoViews, recommendWith } from './decide/recommend-with.js';
import { type RefineOptions, refine } from './decide/refine.js';
import { STRATEGIES } from './decide/strategies.js';
import { type SuggestOptions, type SuggestPlugin, suggest } from './decide/suggest.js';
import { type Rail, rails } from './experiences/rails.js';
import { seenCatalog } from './learn/seen-catalog.js';
import { fetchText } from './platform/fetch-text.js';

export interface RailOptions extends Omit<Rail, 'refine' | 'given'> {
  readonly refine?: RefineOptions;
  /** Whether the ids of `remote` come first. Default false. */
  readonly remote?: boolean;
}

export interface ShopRailsOptions extends Pick<SuggestOptions, 'complements' | 'cycleDays' | 'limit'> {
  /** By the id of the element of the page that they are put into. */
  readonly rails: Readonly<Record<string, RailOptions>>;
  /** As `storefront()` takes it, or `'seen'` for the last 100 products that pages and lists have shown. Default: that of `storefront()`. */
  readonly catalog?: Catalog | CatalogSourceOptions | 'seen';
  /** Address of the file that `waymark-cooccur` made. */
  readonly coViews?: string;
  /** Another system that is asked for ids, as `remoteSuggestions()` takes it, or its address. */
  readonly remote?: string | RemoteSuggestionsOptions;
}

const WAYS = { ...STRATEGIES, personal };
const MAX_BYTES = 1_000_000;
/** Lists are shown without what takes longer. */
const WAIT_MS = 5_000;

/**
 * The add-on `rails`: lists of products in elements of the page, as data. Takes the catalogue of `storefront()`, which is
 * among the plugins that are `present`. Throws `WaymarkError` for what is no list.
 */
export function shopRails(
  { rails: wanted, catalog, coViews: address, remote, ...options }: ShopRailsOptions,
  present: readonly Plugin[],
  subscribe: (listener: () => void) => () => void,
): PluginList {
  let coViews: CoViews | undefined;
  let loading: Promise<unknown> | undefined;
  const source = 'url' in Object(catalog) && catalogSource(catalog as CatalogSourceOptions);
  const known = present.find((plugin): plugin is SuggestPlugin => 'suggest' in plugin)?.catalog ?? [];
  const seen: Catalog = ({ slices }) => slices.seenCatalog ?? [];
  const own = catalog === 'seen' ? seen : (catalog as Catalog | undefined);
  const suggestions = suggest({
    ...options,
    catalog: source ? source.items : (own ?? known),
    coViews: () => coViews,
    strategies: { personal },
  });
  const asked = remote !== undefined && remoteSuggestions(typeof remote === 'string' ? { ask: remote } : remote);
  const file =
    address !== undefined &&
    definePlugin({
      name: 'co-views',
      purpose: 'personalization',
      capture({ signal, problem }) {
        loading ??= readCoViews(address, signal).then(
          read => {
            coViews = read;
          },
          (cause: Error) => {
            loading = undefined;
            if (!signal.aborted)
              problem(
                'co-views-unread',
                `\`coViews\` of \`rails\` were not read: ${cause.message}. See to ${address}; \`waymark-cooccur\` makes it.`,
              );
          },
        );
      },
    });
  return [
    catalog === 'seen' && !present.some(({ name }) => name === 'seen-catalog') && seenCatalog(),
    source,
    asked,
    file,
    rails({
      rails: Object.fromEntries(Object.entries(Object(wanted)).map(([slot, rail]) => [slot, railOf(slot, rail)])),
      suggest: suggestions.suggest,
      subscribe,
      async given(profile) {
        if (loading) await Promise.race([loading, new Promise(resolve => setTimeout(resolve, WAIT_MS))]);
        return asked ? asked.ids(profile) : [];
      },
    }),
  ];
}

function railOf(slot: string, given: unknown): Rail {
  const { refine: band, remote, ...rail }: RailOptions = given === true ? {} : Object(given);
  const { strategy } = rail;
  if (strategy && !Object.hasOwn(WAYS, strategy))
    throw new WaymarkError(
      'rail-odd',
      `\`strategy\` of rail "${slot}" is "${strategy}". Take one of ${Object.keys(WAYS)}.`,
    );
  return { ...rail, ...(band && { refine: refine(band) }), ...(remote && { given: remote }) };
}

async function readCoViews(address: string, signal: AbortSignal): Promise<CoViews> {
  const { text, isWhole } = await fetchText(address, { signal, maxBytes: MAX_BYTES });
  if (!isWhole) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  return recommendWith(JSON.parse(text));
}
