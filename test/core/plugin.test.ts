import { describe, expect, it } from 'vitest';
import { definePlugin, flatten, type Plugin, type PluginList } from '../../src/core/plugin.js';
import { tally } from './build.js';

describe('definePlugin', () => {
  it('returns the very plugin, members untouched, without what a page may hang on every object', () => {
    const plugin = { name: 'mine', needs: ['tally'] as const, extra: () => 1 };
    expect(definePlugin(plugin)).toBe(plugin);
    expect(Object.getPrototypeOf(plugin)).toBeNull();
  });

  it('leaves a plugin that is frozen or of a class as it is', () => {
    class Counter {
      readonly name = 'counter';
      deliver(): void {}
    }
    expect(definePlugin(new Counter()).deliver).toBe(Counter.prototype.deliver);
    const frozen = Object.freeze({ name: 'frozen' });
    expect(definePlugin(frozen)).toBe(frozen);
  });

  it('lets members see the slices named in `needs` as present', () => {
    const plugin = definePlugin({
      name: 'reader',
      needs: ['tally'],
      triggers: [
        {
          name: 'read',
          decision: 'note.take',
          // `slices.tally` needs no question mark here; without `needs` this line does not compile.
          when: ({ profile }) => ({ text: Object.keys(profile.slices.tally).join() }),
        },
      ],
    });
    expect(plugin.triggers).toHaveLength(1);
  });
});

describe('flatten', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => ({ name })) as [Plugin, Plugin, Plugin];

  it.each<[string, PluginList, Plugin[]]>([
    ['an empty list', [], []],
    ['a flat list', [a, b], [a, b]],
    ['lists in lists, in order', [a, [b, [[c]]], tally], [a, b, c, tally]],
    ['falsy values at any depth', [false, a, null, [undefined, [false, b]], []], [a, b]],
  ])('takes %s', (_, list, expected) => {
    expect(flatten(list)).toEqual(expected);
  });

  it('does not compile with a factory that was not called, although every function has a name', () => {
    const factory = (): Plugin => a;
    // @ts-expect-error call it: `factory()`
    expect(flatten([factory])).toEqual([factory]);
  });
});
