import type { Names } from './tell-options.js';

/** Our touchpoints in the words that Meta began and others took over; audiences are events of the site's own. */
export const AD_NAMES: Names = {
  view_item: 'ViewContent',
  search: 'Search',
  add_to_wishlist: 'AddToWishlist',
  add_to_cart: 'AddToCart',
  begin_checkout: 'InitiateCheckout',
  add_payment_info: 'AddPaymentInfo',
  purchase: 'Purchase',
  generate_lead: 'Lead',
  sign_up: 'CompleteRegistration',
  'audience.enter': 'AudienceEnter',
  'audience.refresh': 'AudienceRefresh',
  'audience.leave': 'AudienceLeave',
};
