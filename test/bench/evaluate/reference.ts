/** What SCIENCE.md reports, on visitors that are not in the data folder: the figures to read ours beside. */
export const REFERENCE = {
  /** 3.2: the scorecard with default weights, and logistic regression fitted in the shop. */
  intent: {
    rees46: { AUC: '0.545 (fitted 0.644)', 'PR-AUC': '0.163 (fitted 0.167)' },
    softshop: { AUC: '0.710 (fitted 0.805)', 'PR-AUC': '0.469 (fitted 0.593)' },
    diginetica: { AUC: '0.506 (fitted 0.502)', 'PR-AUC': '0.052' },
    taobao: { AUC: '0.636 (fitted 0.696)', 'PR-AUC': '0.087' },
    mean: {
      AUC: '0.599 (fitted 0.662)',
      ECE: '0.053 (fitted 0.032)',
      'AUC@1': '0.534 (fitted 0.536)',
      'AUC@3': '0.575 (fitted 0.638)',
      'AUC@5': '0.542 (fitted 0.623)',
      'AUC@10': '0.598 (fitted 0.676)',
    },
  },
  /** 3.1: logistic regression, behaviour and profile (12), fitted on the data folder. Published: random forest 0.788 / 0.140. */
  firstView: { AUC: '0.790', 'PR-AUC': '0.151', ECE: '0.008', Brier: '0.0452' },
  /** 3.1: the same weights, rounded, by whether the visitor was there before; 80 % were not. */
  firstViewWeeks: { all: '0.790', 'first visits': '0.752', 'later visits': '0.645' },
  /** 3.5: logistic regression of 6 and of 14 columns; published: logistic regression of a public repository. */
  cart: {
    'AUC at k=0': '0.603, 0.625 (published 0.630)',
    'AUC at k=1': '0.576, 0.599 (published 0.598)',
    'AUC at k=2': '0.594, 0.624 (published 0.604)',
    'AUC at k=3': '0.583, 0.612 (published 0.608)',
    'AUC at k=5': '0.586, 0.611 (published 0.588)',
    'AUC at k=10': '0.555, 0.610 (published 0.589)',
    AUC: '0.603, 0.629',
    ECE: '0.010, 0.010',
    Brier: '0.1780, 0.1750',
  },
  /** 3.5: the default scorecard, and logistic regression fitted in the shop. */
  abandonment: {
    softshop: {
      AUC: '0.643',
      'AUC at add_to_cart': '0.571 (fitted 0.683)',
      'AUC after 30 s': '(fitted 0.752)',
      'AUC after 120 s': '0.676 (fitted 0.759)',
    },
    rees46: {
      AUC: '0.794',
      'AUC at add_to_cart': '0.493 (fitted 0.710)',
      'AUC after 30 s': '0.786 (fitted 0.89)',
    },
    taobao: { AUC: '0.345' },
  },
  /** 3.5: chance to go on after a silence of so many seconds (held-out), and the time chosen for a share. */
  silence: {
    rrcart: { 0: 0.56, 30: 0.46, 60: 0.4, 120: 0.3, 300: 0.17, 600: 0.08 },
    rees46: { 0: 0.8, 30: 0.68, 60: 0.53, 120: 0.36, 300: 0.1, 600: 0 },
    taobao: { 0: 0.86, 30: 0.81, 60: 0.72, 120: 0.6, 300: 0.39, 600: 0.21 },
    softshop: { 0: 0.93, 30: 0.85, 60: 0.8, 120: 0.73, 300: 0.56, 600: 0.37 },
  },
  nudge: {
    rrcart: { 0.35: '80 s: 0.36', 0.25: '160 s: 0.26', 0.15: '320 s: 0.16' },
    rees46: { 0.35: '170 s: 0.25', 0.25: '220 s: 0.18', 0.15: '345 s: 0.10' },
    taobao: { 0.35: '315 s: 0.37', 0.25: '465 s: 0.25', 0.15: '645 s: 0.21' },
    softshop: { 0.35: '620 s: 0.35', 0.25: '930 s: 0.23', 0.15: '1365 s: 0.07' },
  },
  /** 3.4: share of points, buys later, carts or buys later, leaves now; in per cent. */
  stage: {
    rees46: {
      awareness: '37 / 4.9 / 6.2 / 36.7',
      consideration: '61 / 3.1 / 4.4 / 20.6',
      purchase: '2 / 39.6 / 51.6 / 19.8',
    },
    softshop: {
      awareness: '37 / 26.2 / 42.3 / 1.8',
      consideration: '35 / 15.0 / 25.8 / 7.2',
      purchase: '28 / 48.9 / 77.5 / 4.3',
    },
    diginetica: { awareness: '39 / 4.7 / - / 27.3', consideration: '61 / 5.3 / - / 19.8' },
    taobao: {
      awareness: '14 / 3.3 / 20.5 / 14.0',
      consideration: '58 / 6.5 / 23.9 / 10.3',
      purchase: '20 / 7.2 / 34.8 / 14.0',
      retention: '8 / 9.8 / 23.8 / 27.9',
    },
  },
} as const satisfies Readonly<Record<string, unknown>>;

/** A figure of the reference by its path; nothing where SCIENCE.md has none. */
export function reference(...path: readonly (string | number)[]): string | undefined {
  let found: unknown = REFERENCE;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    // A key of the object, as asked above.
    found = (found as Readonly<Record<string | number, unknown>>)[key];
  }
  return typeof found === 'object' ? undefined : String(found);
}
