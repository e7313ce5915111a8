import type { Profile, SliceName } from '../core/profile.js';

/** What a persona is like, in plain words for people; nothing is worked out from it. */
export interface Portrait {
  readonly motivations?: readonly string[];
  readonly interests?: readonly string[];
  readonly needs?: readonly string[];
  readonly expectations?: readonly string[];
  readonly desires?: readonly string[];
  readonly issues?: readonly string[];
}

/** Something that speaks for a persona. */
export interface PersonaSign {
  /** What it is, in plain words. */
  readonly text: string;
  /** How much it says beside the other signs, above 0 to 100. Default 1. */
  readonly weight?: number;
  /** Pure. Whether it is so at a moment. */
  readonly when: (profile: Profile, now: number) => boolean;
  /** Slices that it reads. */
  readonly needs?: readonly SliceName[];
}

/** A kind of visitor the site has in mind, and how it is told. */
export interface Persona extends Portrait {
  /** One or more. */
  readonly signs: readonly PersonaSign[];
  /** The score from which it fits, 0.001 to 1. Default 0.5. */
  readonly from?: number;
}

/** Personas by name. */
export type PersonaDefinitions = Readonly<Record<string, Persona>>;
