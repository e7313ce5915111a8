import { type CatalogSource, catalogSource } from './capture/catalog-source.js';
import type { CatalogSourceOptions } from './capture/read-catalog.js';
import { remoteSuggestions } from './capture/remote-suggestions.js';
import { checkRails } from './check-rails.js';
import { definePlugin, type Plugin, type PluginList } from './core/plugin.js';
import type { Catalog } from './decide/catalog.js';
import { personal } from './decide/personal.js';
import { type CoViews, recommendWith } from './decide/recommend-with.js';
import { refine } from './decide/refine.js';
import { type SuggestPlugin, suggest } from './decide/suggest.js';
import { type Rail, rails } from './experiences/rails.js';
import { lacks } from './lacks.js';
import { seenCatalog } from './learn/seen-catalog.js';
import { fetchText } from './platform/fetch-text.js';
import type { RailOptions, ShopRailsOptions } from './rail-options.js';

export type { RailOptions, ShopRailsOptions } from './rail-options.js';

/** The file of `waymark-cooccur`, while it is read and after. */
interface CoViewsFile {
  readonly plugin: Plugin;
  /** Nothing while it is not there. */
  coViews(): CoViews | undefined;
  /** Settles when it is there, or is not to come; nothing before the visitor agreed. Never rejects. */
  read(): Promise<unknown> | undefined;
}

const MAX_BYTES = 1_000_000;

/**
 * The add-on `rails`: lists of products in elements of the page, as data. Takes the catalogue of `storefront()`, which is
 * among the plugins that are `present`. Throws `WaymarkError` for what is no list.
 */
export function shopRails(
  given: ShopRailsOptions,
  present: readonly Plugin[],
  { subscribe }: { subscribe(listener: () => void): () => void },
): PluginList {
  checkRails(given);
  const { rails: wanted, catalog, coViews: address, remote, ...options } = given;
  const source = 'url' in Object(catalog) && catalogSource(catalog as CatalogSourceOptions);
  const known = present.find((plugin): plugin is SuggestPlugin => 'suggest' in plugin)?.catalog ?? [];
  const isFeed = (plugin: Plugin): plugin is CatalogSource => plugin.name === 'catalog-source';
  const feed = source || (catalog ? undefined : present.find(isFeed));
  const seen: Catalog = ({ slices }) => slices.seenCatalog ?? [];
  const own = catalog === 'seen' ? seen : (catalog as Catalog | undefined);
  const file = address === undefined ? undefined : coViewsOf(address);
  const { suggest: find } = suggest({
    ...options,
    catalog: source ? source.items : (own ?? known),
    coViews: file?.coViews,
    strategies: { personal },
  });
  const asked = remote !== undefined && remoteSuggestions(typeof remote === 'string' ? { ask: remote } : remote);
  const lists = Object.entries(wanted).filter(([, rail]) => rail);
  return [
    catalog === 'seen' && lacks(present, 'seen-catalog') && seenCatalog(),
    source,
    asked,
    file?.plugin,
    rails({
      rails: Object.fromEntries(lists.map(([slot, rail]) => [slot, railOf(Object(rail))])),
      suggest: find,
      subscribe,
      ready: () => Promise.all([feed?.read(), file?.read()]),
      ...(asked && { given: asked.ids }),
    }),
  ];
}

function railOf({ refine: band, remote, ...rail }: RailOptions): Rail {
  return { ...rail, ...(band && { refine: refine(band) }), ...(remote && { given: remote }) };
}

/** Reads the file of what is looked at together, once the visitor agrees. */
function coViewsOf(address: string): CoViewsFile {
  let coViews: CoViews | undefined;
  let loading: Promise<unknown> | undefined;
  const plugin = definePlugin({
    name: 'co-views',
    purpose: 'personalization',
    capture({ signal, problem }) {
      loading = readCoViews(address, signal).then(
        read => {
          coViews = read;
        },
        (cause: Error) => {
          if (!signal.aborted)
            problem(
              'co-views-unread',
              `\`coViews\` of \`rails\` were not read: ${cause.message}. See to ${address}; \`waymark-cooccur\` makes it.`,
            );
        },
      );
    },
  });
  return { plugin, coViews: () => coViews, read: () => loading };
}

async function readCoViews(address: string, signal: AbortSignal): Promise<CoViews> {
  const { text, isWhole } = await fetchText(address, { signal, maxBytes: MAX_BYTES });
  if (!isWhole) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  const file = JSON.parse(text);
  if (file?.format !== 1) throw new Error('it is none of `waymark-cooccur`');
  return recommendWith(file);
}
