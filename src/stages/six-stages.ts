import type { StageModelData } from './stage-model-data.js';
import { views } from './views.js';

/** What an act that decides leaves of all older evidence. */
const DECIDES = 0.05;

/**
 * The default model: six micro-stages from first sight to recommendation. Every number is set by hand and rounded; none
 * was fitted. Consideration follows from three views, one product twice, three lists or searches, a comparison or
 * a saved product, and a friend's word counts as a view; only cart and checkout speak for purchase, only orders and help
 * for service, only another order and the community for loyalty, only recommending for advocacy. An order holds against
 * the prior for some 90 days.
 */
export const sixStages: StageModelData = {
  name: 'six-stages',
  version: 3,
  stages: ['aware', 'consider', 'purchase', 'service', 'loyal', 'advocate'],
  synonyms: {
    aware: ['discovery', 'prospect'],
    consider: ['research', 'evaluation', 'search', 'intent'],
    purchase: ['checkout', 'decision', 'transaction', 'conversion', 'sale'],
    service: ['support', 'onboarding', 'delivery'],
    loyal: ['loyalty', 'repeat'],
    advocate: ['recommendation', 'referral', 'word-of-mouth'],
  },
  views,
  prior: { touchpoint: null, type: 'prior', text: 'Nothing points further yet', weights: { aware: 1 }, leaves: 1 },
  older: { touchpoint: null, type: 'older', text: 'What came earlier' },
  halfLifeDays: { aware: 3, consider: 7, purchase: 3, service: 60, loyal: 60, advocate: 60 },
  holdMinutes: 30,
  sureFrom: 0.6,
  signs: {
    visit: ['Came to the shop', { aware: 0.05 }],
    'campaign_details:friend': ['Came by a friend', { consider: 0.45 }],
    view_item_list: ['Browsed a list', { consider: 0.45 }],
    view_search_results: ['Searched', { consider: 0.45 }],
    'view_search_results:help': ['Searched the help', { service: 0.8 }],
    search: ['Searched', { consider: 0.45 }],
    view_item: ['Looked at {name}', { consider: 0.45 }],
    'view_item:again': ['Looked at {name} {times}', { consider: 2 }],
    compare_items: ['Compared {things}', { consider: 2.5 }],
    add_to_wishlist: ['Saved {name}', { consider: 2 }],
    add_to_cart: ['Put {name} in the cart', { consider: 2, purchase: 5 }, DECIDES],
    view_cart: ['Opened the cart', { purchase: 2 }],
    'page_view:cart': ['Came to the cart page', { purchase: 1 }],
    remove_from_cart: ['Took {name} out of the cart', { purchase: -3 }],
    begin_checkout: ['Went to the checkout', { purchase: 6 }, DECIDES],
    'page_view:checkout': ['Came to the checkout page', { purchase: 3 }],
    add_shipping_info: ['Chose the shipping', { purchase: 6 }, DECIDES],
    add_payment_info: ['Chose how to pay', { purchase: 7 }, DECIDES],
    payment_error: ['Could not pay', { purchase: 7 }, DECIDES],
    purchase: ['Ordered {name}', { purchase: 8, service: 4 }, DECIDES],
    'purchase:again': ['Ordered again', { purchase: 8, loyal: 4 }, DECIDES],
    deliver_order: ['Got the order', { service: 6 }, DECIDES],
    view_order_status: ['Checked an order', { service: 4 }, DECIDES],
    return_order: ['Sent something back', { service: 4 }, DECIDES],
    contact_support: ['Asked for help', { service: 2 }],
    view_help: ['Read a help page', { service: 0.8 }],
    'page_view:help': ['Came to a help page', { service: 0.8 }],
    file_download: ['Downloaded a file', { service: 0.8 }],
    join_community: ['Joined the community', { loyal: 5 }, DECIDES],
    write_review: ['Wrote a review', { advocate: 6 }, DECIDES],
    refer_friend: ['Told a friend', { advocate: 6 }, DECIDES],
    share: ['Shared a page', { advocate: 1 }],
    'survey_answer:promoter': ['Would recommend the shop', { advocate: 6 }, DECIDES],
  },
};
