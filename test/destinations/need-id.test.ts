import { expect, it } from 'vitest';
import { needId } from '../../src/destinations/need-id.js';

it('refuses where nobody says whose it is, and names the option', () => {
  for (const id of [undefined, ''])
    expect(() => needId('acme', 'pixelId', id)).toThrow('Destination "acme" does not know whose it is. Add `pixelId`.');
  for (const id of ['1', 0]) expect(() => needId('acme', 'pixelId', id)).not.toThrow();
});
