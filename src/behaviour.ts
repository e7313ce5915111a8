import { attention } from './capture/attention.js';
import { exitIntent } from './capture/exit-intent.js';
import { formDetails } from './capture/form-details.js';
import { type FrictionOptions, friction } from './capture/friction.js';
import { impressions } from './capture/impressions.js';
import { type LinksOptions, links } from './capture/links.js';
import { type SiteSearchOptions, siteSearch } from './capture/site-search.js';
import { takeaways } from './capture/takeaways.js';
import { videos } from './capture/videos.js';
import { type Checks, checkOptions, TEXT, TEXTS } from './core/check-options.js';
import type { PluginList } from './core/plugin.js';

export interface BehaviourOptions {
  readonly links?: LinksOptions;
  readonly siteSearch?: SiteSearchOptions;
  readonly friction?: FrictionOptions;
  /** Also who is about to go (`exit_intent`), as far as a mouse tells. Default `false`. */
  readonly exitIntent?: boolean;
}

const CHECKS: Checks<BehaviourOptions> = {
  links: { own: TEXTS },
  siteSearch: { parameters: TEXTS },
  friction: { ignore: TEXT, own: TEXTS, device: 1 },
  exitIntent: 1,
};

/** What visitors do on a page beside what is bought: how far and how long they look, what they take along, where they get stuck. */
export function behaviour(options: BehaviourOptions = {}): PluginList {
  checkOptions('', options, CHECKS);
  return [
    attention(),
    links(options.links),
    takeaways(),
    siteSearch(options.siteSearch),
    videos(),
    impressions(),
    formDetails(),
    friction(options.friction),
    options.exitIntent === true && exitIntent(),
  ];
}
