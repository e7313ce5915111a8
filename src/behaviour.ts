import { attention } from './capture/attention.js';
import { formDetails } from './capture/form-details.js';
import { type FrictionOptions, friction } from './capture/friction.js';
import { impressions } from './capture/impressions.js';
import { type LinksOptions, links } from './capture/links.js';
import { type SiteSearchOptions, siteSearch } from './capture/site-search.js';
import { takeaways } from './capture/takeaways.js';
import { videos } from './capture/videos.js';
import type { PluginList } from './core/plugin.js';

export interface BehaviourOptions {
  readonly links?: LinksOptions;
  readonly siteSearch?: SiteSearchOptions;
  readonly friction?: FrictionOptions;
}

/** What visitors do on a page beside what is bought: how far and how long they look, what they take along, where they get stuck. */
export function behaviour(options: BehaviourOptions = {}): PluginList {
  return [
    attention(),
    links(options.links),
    takeaways(),
    siteSearch(options.siteSearch),
    videos(),
    impressions(),
    formDetails(),
    friction(options.friction),
  ];
}
