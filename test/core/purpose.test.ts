import { describe, expect, it } from 'vitest';
import { isPermitted, PURPOSES } from '../../src/core/purpose.js';

describe('isPermitted', () => {
  it('lets a member without purpose see everything', () => {
    expect(isPermitted(undefined, [])).toBe(true);
  });

  it.each(PURPOSES)('lets a member for %s see only what was captured under it', purpose => {
    expect(isPermitted(purpose, [purpose])).toBe(true);
    expect(
      isPermitted(
        purpose,
        PURPOSES.filter(other => other !== purpose),
      ),
    ).toBe(false);
  });

  it('knows four purposes', () => {
    expect(PURPOSES).toEqual(['functional', 'analytics', 'personalization', 'advertising']);
  });
});
