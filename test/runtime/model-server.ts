import type { Delivered } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';

/** How a server answers from now on; `size` and `place` are taken modulo the batch. */
export type Mood =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'failing' }
  /** Takes everything, and the answer never arrives. */
  | { readonly kind: 'losing' }
  | { readonly kind: 'partial'; readonly size: number }
  | { readonly kind: 'picky'; readonly place: number };

/** What a destination talks to. It never takes a poison row, nor one it refused before; such a row spoils its batch. */
export interface Server {
  mood: Mood;
  /** What it took, in the order it came, repeats included. */
  readonly taken: Row[];
  /** Keys of rows it said it will never take, each alone or with the batch they spoil. */
  readonly refused: Set<string>;
  /** Answers a batch; an error stands for an answer that never arrived. */
  answer(batch: readonly Row[]): Delivered | Error | undefined;
}

export function createServer(): Server {
  const taken: Row[] = [];
  const refused = new Set<string>();

  function isSpoilt(row: Row): boolean {
    return refused.has(keyOf(row)) || (row.touchpoint?.type === 'tap' && row.touchpoint.data.text === 'poison');
  }

  const server: Server = {
    mood: { kind: 'healthy' },
    taken,
    refused,
    answer(batch) {
      const { mood } = server;
      if (mood.kind === 'failing') return { accepted: 0 };
      if (batch.some(isSpoilt)) {
        for (const row of batch.filter(isSpoilt)) refused.add(keyOf(row));
        return { rejected: true };
      }
      const accepted = mood.kind === 'partial' ? mood.size % batch.length : batch.length;
      const picked = mood.kind === 'picky' ? batch[mood.place % batch.length] : undefined;
      // What it has it does not refuse.
      if (picked && !taken.some(row => keyOf(row) === keyOf(picked))) refused.add(keyOf(picked));
      taken.push(...batch.slice(0, accepted).filter(row => !isSpoilt(row)));
      if (mood.kind === 'losing') return new Error('the answer was lost');
      return { accepted, rejected: batch.filter(isSpoilt).map(({ seq }) => seq) };
    },
  };
  return server;
}

/** What a server tells repeats by. The id of what time made due holds only a place, which an erasure gives again. */
export function keyOf({ touchpoint, decisions, now }: Row): string {
  return touchpoint?.id ?? `${decisions[0]?.id}@${now}`;
}
