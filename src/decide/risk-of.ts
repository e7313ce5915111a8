import { chanceOf } from '../core/log-odds.js';
import type { Profile } from '../core/profile.js';
import { sumOf } from '../core/sum.js';
import type {} from '../learn/care.js';
import type {} from '../learn/mood.js';
import type { Rhythm } from '../learn/rhythm.js';

/** What speaks for or against the visitor leaving. */
export interface RiskReason {
  /** The reason in plain words. */
  readonly text: string;
  /** Its part in log-odds; the parts sum to the score before it is squashed. */
  readonly weight: number;
}

/** How likely it looks that the visitor does not come back: a score set by hand, not a calibrated probability. */
export interface Risk {
  /** 0 to 1. */
  readonly risk: number;
  /** All parts, the largest first. */
  readonly reasons: readonly RiskReason[];
}

const USUAL = -2.5;
const FRICTION = 0.8;
const ISSUE = 1.2;
const ASKED = 2;
/** An answer halves in 30 days, counted to the last visit: silence heals nothing. */
const ANSWER_MS = 30 * 86_400_000;
/** What a silence as long as `riskFrom` is worth, and the most it can be worth. */
const SILENCE = 2.5;
const MOST = 5;

/**
 * How likely it looks that the visitor leaves, with reasons. Pure. 1 / (1 + e^−z), where z is the sum of: −2.5 for everybody;
 * 0.8 for each open friction (`care`); 1.2 for an open issue (`care`); 2 × how bad the last answer felt, 0 to 1, halved in
 * 30 days (`mood`); 2.5 × ln(silence / expected) / ln(unusual / expected), 0 to 5 (`rhythm`). Slices that are not there say
 * nothing. Rises with friction, with worse answers and with silence, each by itself.
 */
export function riskOf(profile: Profile, now: number): Risk {
  const { rhythm } = profile.slices;
  const reasons = grievances(profile);
  if (rhythm?.lastAt && rhythm.expectedAt && now > rhythm.expectedAt) {
    const pauses = (now - rhythm.lastAt) / (rhythm.expectedAt - rhythm.lastAt);
    const weight = Math.min(MOST, (SILENCE * Math.log(pauses)) / Math.log(unusual(rhythm)));
    reasons.push({ text: `Silent for ${pauses.toFixed(1)} times the usual pause`, weight });
  }
  return { risk: chanceOf(sum(reasons)), reasons: reasons.sort((a, b) => b.weight - a.weight) };
}

/** From when on the risk is at least `threshold` if nothing more happens, epoch ms; `null` for never. Pure. */
export function riskyFrom(profile: Profile, threshold: number): number | null {
  const { rhythm, care, mood } = profile.slices;
  const lack = Math.log(threshold / (1 - threshold)) - sum(grievances(profile));
  if (lack <= 0) return Math.max(care?.frictionAt ?? 0, care?.issueAt ?? 0, mood?.askedAt ?? 0);
  if (lack > MOST || !rhythm?.lastAt || !rhythm.expectedAt) return null;
  return Math.ceil(rhythm.lastAt + (rhythm.expectedAt - rhythm.lastAt) * unusual(rhythm) ** (lack / SILENCE));
}

function grievances({ slices: { care, mood }, lastSeenAt }: Profile): RiskReason[] {
  const left = 2 ** (-Math.max(0, (lastSeenAt ?? 0) - (mood?.askedAt ?? 0)) / ANSWER_MS);
  return [
    { text: 'Something went wrong', weight: FRICTION * (care?.frictions ?? 0) },
    { text: 'Something is not settled', weight: care?.issueAt ? ISSUE : 0 },
    { text: 'Gave a bad answer', weight: ASKED * Math.max(0, -(mood?.asked ?? 0)) * left },
    { text: 'Most visitors come back', weight: USUAL },
  ].filter(({ weight }) => weight);
}

/** An unusual pause in expected pauses, above 1. */
function unusual({ lastAt, expectedAt, riskFrom }: Rhythm): number {
  return ((riskFrom ?? 0) - (lastAt ?? 0)) / ((expectedAt ?? 0) - (lastAt ?? 0));
}

function sum(reasons: readonly RiskReason[]): number {
  return sumOf(reasons.map(({ weight }) => weight));
}
