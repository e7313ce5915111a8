import { describe, expect, it } from 'vitest';
import { WaymarkError } from '../../src/core/problem.js';
import { checkPersona } from '../../src/learn/check-persona.js';
import type { Persona } from '../../src/learn/persona.js';

const sign = { text: 'Looks at guitars', when: () => true };

describe('a persona', () => {
  it.each<[unknown, string]>([
    [null, 'p'],
    ['x', 'p'],
    [{}, 'p.signs'],
    [{ signs: [] }, 'p.signs'],
    [{ signs: 'x' }, 'p.signs'],
    [{ signs: [sign, null] }, 'p.signs[1]'],
    [{ signs: [{ when: sign.when }] }, 'p.signs[0].text'],
    [{ signs: [{ ...sign, text: '' }] }, 'p.signs[0].text'],
    [{ signs: [{ text: 'x' }] }, 'p.signs[0].when'],
    [{ signs: [{ ...sign, when: { looks: {} } }] }, 'p.signs[0].when'],
    [{ signs: [{ ...sign, weight: 0 }] }, 'p.signs[0].weight'],
    [{ signs: [{ ...sign, weight: 101 }] }, 'p.signs[0].weight'],
    [{ signs: [{ ...sign, weight: '3' }] }, 'p.signs[0].weight'],
    [{ signs: [{ ...sign, weight: Number.NaN }] }, 'p.signs[0].weight'],
    [{ signs: [{ ...sign, points: 3 }] }, 'p.signs[0].points'],
    [{ signs: [{ ...sign, needs: [3] }] }, 'p.signs[0].needs'],
    [{ signs: [sign], from: 0 }, 'p.from'],
    [{ signs: [sign], from: 1.01 }, 'p.from'],
    [{ signs: [sign], from: '0.5' }, 'p.from'],
    [{ signs: [sign], motivation: ['x'] }, 'p.motivation'],
    [{ signs: [sign], motivations: 'x' }, 'p.motivations'],
    [{ signs: [sign], issues: ['x', 3] }, 'p.issues'],
    [{ signs: [sign], constructor: [] }, 'p.constructor'],
    [JSON.parse('{ "signs": [3], "__proto__": 1 }'), 'p.__proto__'],
  ])('that is %j is refused with the path to it', (persona, path) => {
    const refused = () => checkPersona(persona as Persona, 'p');
    expect(refused).toThrow(WaymarkError);
    expect(refused).toThrow(`\`${path}\` is missing or odd. See \`Persona\` for what it may be.`);
  });

  it('has six fields for people, a threshold, and signs with weights', () => {
    const words = ['Plays at home'];
    const [motivations, interests, needs, expectations, desires, issues] = Array<readonly string[]>(6).fill(words);
    const portrait = { motivations, interests, needs, expectations, desires, issues } as Omit<Persona, 'signs'>;
    expect(checkPersona({ ...portrait, from: 0.6, signs: [{ ...sign, weight: 2.5, needs: ['viewed'] }] }, 'p')).toBe(
      undefined,
    );
  });
});
