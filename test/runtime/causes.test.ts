import { describe, expect, it } from 'vitest';
import { createCauses } from '../../src/runtime/causes.js';

describe('createCauses', () => {
  it('counts steps from a touchpoint to what was tracked because of it', () => {
    const causes = createCauses();
    let steps = 0;
    const follow = (id: string | undefined): void =>
      causes.within([id], () => {
        if (causes.isLoop) return;
        steps++;
        causes.mark(`t${steps}`);
      });
    follow(undefined);
    while (steps < 20) {
      const before = steps;
      follow(`t${steps}`);
      if (steps === before) break;
    }
    expect(steps).toBe(7);
  });

  it('counts nothing for what the site tracks by itself, however much', () => {
    const causes = createCauses();
    for (let n = 0; n < 100; n++) {
      causes.mark(`t${n}`);
      causes.within([`t${n}`], () => expect(causes.isLoop).toBe(false));
    }
    expect(causes.isLoop).toBe(false);
  });

  it('goes on later where it was', () => {
    const causes = createCauses();
    let depth = 0;
    const deeper = (): void => {
      if (causes.isLoop) return;
      depth++;
      causes.later(deeper)();
    };
    deeper();
    expect(depth).toBe(8);
    expect(causes.isLoop).toBe(false);
  });

  it('is where it was before when what it runs throws', () => {
    const causes = createCauses();
    const fail = (): void => {
      throw new Error('no');
    };
    for (let n = 0; n < 20; n++) expect(() => causes.within([], fail)).toThrow('no');
    expect(causes.isLoop).toBe(false);
  });
});
