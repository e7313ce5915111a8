import type { StageView } from '../core/stage-model.js';
import type { Piece } from './piece.js';

/**
 * What one kind of evidence says: plain words, in which `{name}`, `{things}` and `{times}` are filled in; its weight by
 * micro-stage, below 0 against it; and, for an act that decides, what it leaves of all older evidence, 0 to 1. Default: 1.
 */
export type Sign = readonly [text: string, weights: Readonly<Record<string, number>>, leaves?: number];

/** A stage model as plain data. JSON-safe, so that it can be fitted and loaded. */
export interface StageModelData {
  /** What messages call it. */
  readonly name: string;
  /** Whole number below 1,000; a change folds the log again. */
  readonly version: number;
  /** Micro-stages in the order of the journey. A stage that no sign spoke for cannot hold: the signs are its gate. */
  readonly stages: readonly string[];
  /** Other names of micro-stages, in kebab-case, that a site may use for them. Default: none. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  /** By name, the default first. */
  readonly views: Readonly<Record<string, StageView>>;
  /** What holds when nothing else is known: a weight above 0 for the first stage, which no sign speaks against. */
  readonly prior: Omit<Piece, 'at'>;
  /** What the sum of all evidence older than what is kept one by one is called. */
  readonly older: Omit<Piece, 'at' | 'weights' | 'leaves'>;
  /** How long evidence for a micro-stage takes to lose half its weight. */
  readonly halfLifeDays: Readonly<Record<string, number>>;
  /** A stage is not left for an earlier one before this much silence about it. */
  readonly holdMinutes: number;
  /** Share of the evidence from which a stage is sure, 0 to 1. */
  readonly sureFrom: number;
  /**
   * By touchpoint type, or by what is special about it: `view_item:again` (a product seen before), `purchase:again`,
   * `survey_answer:promoter`, `campaign_details:friend` (and any other channel), `page_view:help` and
   * `view_search_results:help` (and any other `page_type`); `visit` for a first touchpoint of a visit that is no sign by itself.
   */
  readonly signs: Readonly<Record<string, Sign>>;
}
