/** What visitors do while they are in a stage, and where they go from it. */
export interface PlantedStage {
  /** Touchpoint types by how often they come, in any unit. */
  readonly acts: Readonly<Record<string, number>>;
  /** Touchpoints in the stage, on average. */
  readonly length: number;
  /** Stages that follow, by chance; what is left to 1 stays away for good. */
  readonly next: Readonly<Record<string, number>>;
}

/**
 * Visitors of a made-up shop, by the micro-stage they are in. Set by hand so that the acts of neighbours overlap: most of
 * what is seen in a stage is seen in others, too. Nothing here was measured, and no figure of a real shop follows from it.
 */
export const PLANTED_STAGES: Readonly<Record<string, PlantedStage>> = {
  aware: {
    acts: { page_view: 40, view_item: 20, view_item_list: 14, view_promotion: 8, search: 6, view_help: 3, share: 1 },
    length: 5,
    next: { consider: 0.55 },
  },
  consider: {
    acts: {
      view_item: 45,
      page_view: 16,
      view_item_list: 12,
      view_search_results: 8,
      compare_items: 7,
      add_to_wishlist: 6,
      view_help: 3,
      contact_support: 2,
      view_cart: 1,
    },
    length: 10,
    next: { purchase: 0.45, aware: 0.1 },
  },
  purchase: {
    acts: {
      add_to_cart: 22,
      view_item: 18,
      view_cart: 16,
      page_view: 14,
      begin_checkout: 10,
      add_shipping_info: 7,
      add_payment_info: 6,
      remove_from_cart: 5,
      payment_error: 2,
    },
    length: 7,
    next: { service: 0.6, consider: 0.2 },
  },
  service: {
    acts: {
      page_view: 28,
      view_order_status: 25,
      view_item: 14,
      view_help: 12,
      deliver_order: 8,
      contact_support: 6,
      file_download: 4,
      return_order: 3,
    },
    length: 6,
    next: { loyal: 0.3, consider: 0.2, advocate: 0.15 },
  },
  loyal: {
    acts: {
      view_item: 25,
      page_view: 25,
      purchase: 18,
      join_community: 12,
      view_order_status: 10,
      view_item_list: 10,
    },
    length: 6,
    next: { advocate: 0.35, service: 0.2 },
  },
  advocate: {
    acts: { page_view: 25, share: 20, view_item: 15, write_review: 15, refer_friend: 15, survey_answer: 10 },
    length: 5,
    next: { service: 0.2, loyal: 0.2 },
  },
};
