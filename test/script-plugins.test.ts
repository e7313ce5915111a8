import { describe, expect, it } from 'vitest';
import { flatten } from '../src/core/plugin.js';
import { scriptPlugins } from '../src/script-plugins.js';
import { storefront } from '../src/storefront.js';

describe('scriptPlugins', () => {
  it('is the storefront with its options, and what the page tells GA4 anyway behind it', () => {
    const options = { segments: false, pageTypes: { '/p/*': 'product' } } as const;
    const names = (list: ReturnType<typeof storefront>) => flatten(list).map(({ name }) => name);
    expect(names(scriptPlugins(options))).toEqual([...names(storefront(options)), 'data-layer']);
  });
});
