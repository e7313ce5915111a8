import { describe, expect, it } from 'vitest';
import { createHold } from '../../src/runtime/held.js';
import { tap } from './builders.js';

const row = (n: number) => ({ touchpoint: tap(`t${n}`), purposes: [] });

describe('createHold', () => {
  it('keeps the same list until it changes', () => {
    const hold = createHold();
    hold.add(row(0));
    const { rows } = hold;
    expect(hold.rows).toBe(rows);
    hold.add(row(1));
    expect(hold.rows).not.toBe(rows);
  });

  it('gives up the oldest behind the first 20 when 200 wait, and counts it', () => {
    const hold = createHold();
    for (let n = 0; n < 203; n++) hold.add(row(n));
    const ids = hold.rows.map(({ touchpoint }) => touchpoint.id);
    expect(ids).toHaveLength(200);
    expect(ids.slice(0, 21)).toEqual([...Array.from({ length: 20 }, (_, n) => `t${n}`), 't23']);
    expect(ids.at(-1)).toBe('t202');
    expect(hold.refused).toEqual({ overflow: 3 });
  });

  it('hands over what it holds once', () => {
    const hold = createHold();
    hold.add(row(0));
    expect(hold.release()).toHaveLength(1);
    expect(hold.release()).toHaveLength(0);
  });

  it('counts what is refused by reason', () => {
    const hold = createHold();
    expect(hold.refuse('consent')).toBeNull();
    hold.refuse('consent');
    hold.refuse('refused');
    expect(hold.refused).toEqual({ consent: 2, refused: 1 });
  });
});
