import { NONE, withPiece } from '../../src/stages/evidence.js';
import type { Evidence, Piece } from '../../src/stages/piece.js';
import type { StageModelData } from '../../src/stages/stage-model-data.js';
import { DAY, T0 } from '../journeys/journey.js';

/** A small model: `cold`, `warm`, `hot`, evidence halving in a day. */
export const MODEL: StageModelData = {
  name: 'thermometer',
  version: 3,
  stages: ['cold', 'warm', 'hot'],
  views: { plain: { cold: 'Cold', warm: 'Warm', hot: 'Hot' } },
  prior: { touchpoint: null, type: 'prior', text: 'Nothing known', weights: { cold: 1 }, leaves: 1 },
  older: { touchpoint: null, type: 'older', text: 'Long ago' },
  halfLifeDays: { cold: 1, warm: 1, hot: 2 },
  holdMinutes: 30,
  sureFrom: 0.6,
  signs: {
    view_item: ['Looked at {name}', { warm: 2 }],
    'view_item:again': ['Looked at {name} {times}', { warm: 3 }],
    compare_items: ['Compared {things}', { warm: 4 }],
    add_to_cart: ['Took {name}', { warm: 1, hot: 6 }, 0.1],
    remove_from_cart: ['Put {name} back', { hot: -5 }],
    visit: ['Came', { cold: 0.1 }],
  },
};

export function piece(weights: Piece['weights'], at: number = T0, leaves = 1): Piece {
  return { touchpoint: `at ${at - T0}`, type: 'note', at, text: 'Did something', weights, leaves };
}

/** The evidence that these pieces, newest first, come to. */
export function evidenceOf(...pieces: readonly Piece[]): Pick<Evidence, 'pieces' | 'sum'> {
  return pieces.reduceRight<Pick<Evidence, 'pieces' | 'sum'>>((known, piece) => withPiece(MODEL, known, piece), {
    pieces: [],
    sum: NONE,
  });
}

/** The scores by the formula of the documentation, word for word. */
export function documentedScores(model: StageModelData, pieces: readonly Piece[], now: number): Record<string, number> {
  return Object.fromEntries(
    model.stages.map(stage => [
      stage,
      pieces.reduce((score, { at, weights }, index) => {
        const decided = pieces.slice(0, index).reduce((left, { leaves }) => left * leaves, 1);
        const age = Math.max(0, now - at) / DAY;
        return score + (weights[stage] ?? 0) * 2 ** (-age / (model.halfLifeDays[stage] ?? 1)) * decided;
      }, 0),
    ]),
  );
}
