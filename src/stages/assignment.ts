import type { Reason } from '../core/stage.js';

/** A stage that the site knows from elsewhere. */
export interface Assignment {
  /** The micro-stage. */
  readonly stage: string;
  /** How long it outranks the evidence, epoch ms. */
  readonly until: number;
  /** Who says so, since when. */
  readonly reason: Reason;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The site knows the stage from elsewhere, such as its CRM; that outranks the evidence until its time is over. */
    assign_stage: {
      /** A micro-stage, by a synonym or a view's name, too; `null` lets the evidence rule again. */
      readonly stage: string | null;
      /** For how many days, at most 3,650; not given: 30. */
      readonly days?: number;
      /** Who says so, such as the name of the CRM. */
      readonly source?: string;
    };
  }
}
