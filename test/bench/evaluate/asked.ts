/** The figures asked for, in one place. */
export const ASKED = {
  firstView: { auc: 0.79, ece: 0.01 },
  intent: { auc: 0.6, ece: 0.05, rees46PrAuc: 0.16 },
  cart: { auc: 0.63, ece: 0.02 },
  abandonment: { softshop: 0.65, rees46: 0.8 },
  /** Distance of the share that came out from the share aimed at, on rrcart. */
  nudge: 0.02,
  stage: { purchaseBuys: 5, considerationLeaves: 0.75 },
  /** µs a touchpoint. */
  cost: 5,
  /** HR@20 and MRR@20 of Diginetica, by the bytes of the file. */
  recommend: { 200000: { hit: 42, rank: 16.5 }, 50000: { hit: 33 } },
  /** HR@20 of products not looked at before, rees46. */
  newFromCatalog: 51,
  /** Share of runs: an interval for any time misses, right sizes are called wrong, sizes a tenth off are called wrong. */
  lift: { misses: 0.05, falseAlarms: 0.01, alarms: 0.99 },
} as const;

/** What the default weights know of each data set: figures on what they saw flatter them. */
export const SEEN: Readonly<Record<string, string>> = {
  ga4gms: 'default weights of the first view were fitted on this very file',
  rees46: 'signals, signs and rounded weights were chosen with this file and two others in view',
  softshop: 'signals, signs and rounded weights were chosen with this file and two others in view',
  diginetica: 'signals were checked on this file; its views alone say next to nothing',
  taobao: 'signals, signs and rounded weights were chosen with this file and two others in view; 29 visitors only',
  rrcart: 'default weights of the cart were fitted on this very file',
  generated: 'made up; no weight saw it',
};
