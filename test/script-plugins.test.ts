import { describe, expect, it } from 'vitest';
import { flatten } from '../src/core/plugin.js';
import { scriptPlugins } from '../src/script-plugins.js';
import { storefront } from '../src/storefront.js';

describe('scriptPlugins', () => {
  const options = { segments: false, pageTypes: { '/p/*': 'product' } } as const;
  const names = (list: ReturnType<typeof storefront>) => flatten(list).map(({ name }) => name);

  it('is the storefront with its options, and what the page tells GA4 or search engines anyway behind it', () => {
    expect(names(scriptPlugins({ storefront: options }))).toEqual([
      ...names(storefront(options)),
      'data-layer',
      'markup',
    ]);
  });

  it.each([{}, false])('leaves `markup` to whoever names it among the add-ons as %j', markup => {
    expect(names(scriptPlugins({ plugins: { markup } }))).not.toContain('markup');
  });
});
