export { attention, type ScrollDepth } from './attention.js';
export { attributes } from './attributes.js';
export { type CampaignsOptions, type CampaignTouch, campaigns } from './campaigns.js';
export type { CatalogItem } from './catalog-item.js';
export { type CatalogSource, catalogSource } from './catalog-source.js';
export { type Arrival, type Channels, type ClickIds, channelOf } from './channel.js';
export type { Clicked } from './clicked.js';
export { commerce, type Item } from './commerce.js';
export { type AutoConsentOptions, autoConsent } from './consent/auto-consent.js';
export { consentMode } from './consent/consent-mode.js';
export { cookieYes } from './consent/cookie-yes.js';
export { cookiebot } from './consent/cookiebot.js';
export { type AskConsent, customConsent } from './consent/custom-consent.js';
export { didomi } from './consent/didomi.js';
export { type DoNotTrackOptions, doNotTrack } from './consent/do-not-track.js';
export { gpc } from './consent/gpc.js';
export { gpp } from './consent/gpp.js';
export { klaro } from './consent/klaro.js';
export { oneTrust } from './consent/one-trust.js';
export type { Categories, PlatformOptions } from './consent/platform.js';
export { shopifyPrivacy } from './consent/shopify-privacy.js';
export { tcf } from './consent/tcf.js';
export { type Consenting, tellConsentMode } from './consent/tell-consent-mode.js';
export { type UsercentricsOptions, usercentrics } from './consent/usercentrics.js';
export { dataLayer } from './data-layer.js';
export { type FactsOptions, facts } from './facts.js';
export type { FormDetails } from './filling.js';
export { formDetails } from './form-details.js';
export { type FormAct, forms } from './forms.js';
export { type FrictionOptions, friction } from './friction.js';
export { impressions } from './impressions.js';
export { inAppOf } from './in-app-of.js';
export { type Landing, type LandingOptions, landing } from './landing.js';
export { type LinksOptions, links } from './links.js';
export { magento } from './magento.js';
export { markup } from './markup.js';
export { moreChannels } from './more-channels.js';
export type { Trail } from './page-loop.js';
export { type PageData, type Pages, type PagesOptions, type PageType, pages } from './pages.js';
export type { CatalogReport, CatalogSourceOptions } from './read-catalog.js';
export type { MagentoOptions } from './read-magento.js';
export type { MarkupOptions } from './read-markup.js';
export { type ReadMoreOptions, readMore } from './read-more.js';
export type { ShopifyOptions } from './read-shopify.js';
export type { WoocommerceOptions } from './read-woocommerce.js';
export {
  type RemoteQuestion,
  type RemoteSuggestions,
  type RemoteSuggestionsOptions,
  remoteSuggestions,
} from './remote-suggestions.js';
export { shopify } from './shopify.js';
export { type SiteSearchOptions, siteSearch } from './site-search.js';
export { type ChatTouch, support } from './support.js';
export { type CopiedCoupon, takeaways } from './takeaways.js';
export { type CommerceType, type Verbs, verbs } from './verbs.js';
export { type VideoAct, videos } from './videos.js';
export { vitals } from './vitals.js';
export { woocommerce } from './woocommerce.js';
