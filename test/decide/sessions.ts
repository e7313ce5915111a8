import { seeded } from '../../src/tools/seeded.js';

/** Sessions of a shop with `groups` of twenty products, whose visitors stay in a group, mostly. */
export function sessionsOf(count: number, groups: number): readonly (readonly number[])[] {
  const random = seeded(3);
  const draw = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, () => {
    const group = draw(groups);
    return Array.from({ length: 2 + draw(5) }, () => (random() < 0.9 ? group : draw(groups)) + groups * draw(20));
  });
}
