import { describe, expect, it } from 'vitest';
import type { Admission } from '../../src/core/accept.js';
import { admit } from '../../src/core/admit.js';
import type { CheckFunction, StandardSchema } from '../../src/core/plugin.js';
import { gatherRules, type Rules } from '../../src/core/rules.js';
import { T0 } from './build.js';

function take(rules: Rules, type: string, data?: unknown, more: object = {}): Admission {
  return admit(rules, { id: 'id-1', at: T0, url: 'https://shop.example/a', by: 'site', type, data, ...more });
}

/** Rules in which `note` is checked by what is given. */
function checking(check: CheckFunction | StandardSchema): Rules {
  return gatherRules([{ name: 'notes', vocabulary: { note: check } }]);
}

function schema(validate: (value: unknown) => unknown): StandardSchema {
  return { '~standard': { validate } };
}

const none = gatherRules([]);
const plain = checking(data => data);

describe('what is taken in', () => {
  it('becomes a frozen touchpoint with its envelope and no session yet', () => {
    const { touchpoint, problems } = take(plain, 'note', { text: 'hello' });
    expect(touchpoint).toEqual({
      id: 'id-1',
      at: T0,
      url: 'https://shop.example/a',
      by: 'site',
      type: 'note',
      session: '',
      data: { text: 'hello' },
    });
    expect(problems).toEqual([]);
    expect(Object.isFrozen(touchpoint) && Object.isFrozen(touchpoint?.data)).toBe(true);
  });

  it('says where it happened in a word, or is taken without', () => {
    expect(take(plain, 'note', {}, { channel: 'other:trade-fair' })).toMatchObject({
      touchpoint: { channel: 'other:trade-fair' },
      problems: [],
    });
    for (const channel of ['', 'jane@example.com', 'a'.repeat(41), 7, null]) {
      const { touchpoint, problems } = take(plain, 'note', {}, { channel });
      expect(touchpoint).not.toHaveProperty('channel');
      expect(problems.map(({ code }) => code)).toEqual(['channel-odd']);
    }
  });

  it('is a copy: what the page changes later does not reach it', () => {
    const data = { list: [1] };
    const { touchpoint } = take(plain, 'note', data);
    data.list.push(2);
    expect(touchpoint?.data).toEqual({ list: [1] });
    expect(Object.isFrozen(data)).toBe(false);
  });

  it.each([[undefined], [null], [{}]])('has empty data for %j', data => {
    expect(take(plain, 'note', data).touchpoint?.data).toEqual({});
  });

  it.each(['text', 1, true, ['list'], () => 1, Symbol('s'), new Uint8Array(1), 1n])(
    'is nothing for data that is no object: %s',
    data => {
      const { touchpoint, problems } = take(plain, 'note', data);
      expect(touchpoint).toBeNull();
      expect(problems.map(({ code }) => code)).toContain('data-refused');
      expect(problems.at(-1)?.message).toContain('"note"');
    },
  );

  it('says that data was cut, and keeps the rest', () => {
    const { touchpoint, problems } = take(plain, 'note', { text: 'a', callback: () => 1 });
    expect(touchpoint?.data).toEqual({ text: 'a' });
    expect(problems).toMatchObject([{ code: 'data-cut' }]);
    expect(problems[0]?.message).toContain('"note"');
  });

  it.each([[''], [5], [null], [undefined], [{}], [Symbol('type')], [Object.create(null)]])(
    'is refused without a name: %s',
    type => {
      // Pages are not typed.
      const { touchpoint, problems } = take(none, type as string, { a: () => 1 });
      expect(touchpoint).toBeNull();
      expect(problems.map(({ code }) => code)).toContain('data-refused');
    },
  );

  it.each([[Number.NaN], [Infinity], ['2026-01-05'], [new Date(T0)], [null], [1n]])(
    'is refused at a moment that is none: %s',
    at => {
      const { touchpoint, problems } = take(plain, 'note', {}, { at });
      expect(touchpoint).toBeNull();
      expect(problems).toMatchObject([{ code: 'data-refused' }]);
      expect(problems[0]?.message).toContain('`at`');
    },
  );

  it('has a bounded type and a bounded address', () => {
    const long = 'x'.repeat(100_000);
    const { touchpoint } = take(none, long, {}, { url: `https://shop.example/${long}` });
    expect(touchpoint?.type).toHaveLength(60);
    expect(touchpoint?.url).toHaveLength(2_000);
  });
});

describe('a type no plugin declares', () => {
  it.each(['chord_play', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])('is taken unchecked: %s', type => {
    const { touchpoint, problems } = take(none, type, { a: 1 });
    expect(touchpoint).toMatchObject({ type, unchecked: true, data: { a: 1 } });
    expect(problems).toEqual([]);
  });

  it('is not marked when it is declared', () => {
    expect(take(plain, 'note').touchpoint).not.toHaveProperty('unchecked');
  });
});

describe('a check', () => {
  it('refuses with a sentence that reaches the developer', () => {
    const { touchpoint, problems } = take(
      checking(() => '`text` is missing'),
      'note',
      {},
    );
    expect(touchpoint).toBeNull();
    expect(problems).toMatchObject([{ code: 'data-refused' }]);
    expect(problems[0]?.message).toMatch(/"note".*`text` is missing/);
  });

  it('may put data right', () => {
    const rules = checking(({ score }) => ({ score: Number(score) }));
    expect(take(rules, 'note', { score: '4' }).touchpoint?.data).toEqual({ score: 4 });
  });

  it('sees the copy, without prototype, before anything is hidden', () => {
    const seen: unknown[] = [];
    const rules = checking(data => {
      seen.push(data);
      return data;
    });
    const { touchpoint } = take(rules, 'note', { text: 'jane@example.com' });
    expect(seen).toEqual([{ text: 'jane@example.com' }]);
    expect(Object.getPrototypeOf(seen[0])).toBeNull();
    expect(touchpoint?.data).toEqual({ text: '[redacted]' });
  });

  it('refuses by throwing too, and its plugin hears of it', () => {
    const broken = checking(() => {
      throw new Error('broken');
    });
    const { touchpoint, problems } = take(broken, 'note', {});
    expect(touchpoint).toBeNull();
    expect(problems).toMatchObject([{ code: 'check-failed', plugin: 'notes' }, { code: 'data-refused' }]);
    expect(problems[0]?.message).toContain('`check` of "notes"');
    expect(problems[1]?.message).toMatch(/"note".*Mend `vocabulary` of "notes"\.$/);
  });

  it.each(['`text` is missing', '`text` is missing.'])('that says "%s" is quoted as a sentence', says => {
    const { problems } = take(
      checking(() => says),
      'note',
    );
    expect(problems[0]?.message).toMatch(/refused: `text` is missing\. Mend the call to `track`\.$/);
  });

  it('may answer with dates and the like: they are copied as JSON', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const rules = checking(() => ({ on: new Date(0), big: 5n, run: () => 1, cycle }));
    const data = take(rules, 'note').touchpoint?.data;
    expect(data).toMatchObject({ on: '1970-01-01T00:00:00.000Z', big: '5' });
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it.each([[undefined], [null], [5], [true], [''], [[1]], [() => 1]])('that answers with %s refuses', answer => {
    // A check written without types may answer with anything.
    const { touchpoint, problems } = take(
      checking(() => answer as object),
      'note',
    );
    expect(touchpoint).toBeNull();
    expect(problems).toMatchObject([{ code: 'data-refused' }]);
    expect(problems[0]?.message).toMatch(/Mend `vocabulary` of "notes"\.$/);
  });
});

describe('a Standard Schema', () => {
  it('accepts with the value it answers', () => {
    const rules = checking(schema(value => ({ value: { ...(value as object), checked: true } })));
    expect(take(rules, 'note', { text: 'a' }).touchpoint?.data).toEqual({ text: 'a', checked: true });
  });

  it('refuses with its issues', () => {
    const rules = checking(
      schema(() => ({ issues: [{ message: 'text: expected string' }, { message: 'score: too small' }] })),
    );
    const { touchpoint, problems } = take(rules, 'note', {});
    expect(touchpoint).toBeNull();
    expect(problems[0]?.message).toContain('text: expected string; score: too small');
  });

  it('says where each issue is', () => {
    const issues = [
      { message: 'expected string', path: ['items', { key: 0 }, 'item_id'] },
      { message: 'too small', path: ['score'] },
      { message: 'odd', path: [] },
    ];
    const { problems } = take(checking(schema(() => ({ issues }))), 'note', {});
    expect(problems[0]?.message).toContain('`items.0.item_id`: expected string; `score`: too small; odd');
  });

  it('that answers later is refused', async () => {
    const { touchpoint, problems } = take(checking(schema(async () => ({ value: {} }))), 'note');
    expect(touchpoint).toBeNull();
    expect(problems[0]?.message).toContain('at once');
  });

  it.each([
    [() => null],
    [() => undefined],
    [
      () => {
        throw new Error('broken');
      },
    ],
    [() => ({ issues: 5 })],
  ])('that is broken refuses: %s', validate => {
    const { touchpoint, problems } = take(checking(schema(validate)), 'note');
    expect(touchpoint).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['check-failed', 'data-refused']);
  });
});

describe('what is personal', () => {
  it('is hidden in data, address and context', () => {
    const { touchpoint } = take(
      none,
      'search',
      { search_term: 'jane@example.com', link: '/a?token=x' },
      { url: 'https://shop.example/?email=jane#top', context: { note: '4111 1111 1111 1111' } },
    );
    expect(touchpoint).toMatchObject({
      data: { search_term: '[redacted]', link: '/a?token=[redacted]' },
      url: 'https://shop.example/?email=[redacted]',
      context: { note: '[redacted]' },
    });
  });

  it.each(['item_id', 'item_group_id', 'transaction_id', 'coupon', 'item_variant', 'sku', 'user_id', 'visitor_id'])(
    'is not looked for in %s',
    field => {
      const data = { [field]: '4111111111111111', items: [{ [field]: '4111111111111111' }] };
      expect(take(none, 'purchase', data).touchpoint?.data).toEqual(data);
    },
  );

  it.each([
    ['identify', { user_id: 'customer-7', traits: { email: 'jane@example.com' } }],
    ['correct', { slice: 'identity', value: { email: 'jane@example.com' } }],
  ])('stays where the site says it on purpose: %s', (type, data) => {
    expect(take(none, type, data).touchpoint?.data).toEqual(data);
  });
});

describe('context', () => {
  it('is left out when there is none', () => {
    expect(take(plain, 'note', {}, { context: undefined }).touchpoint).not.toHaveProperty('context');
  });

  it('is copied within the bounds of data', () => {
    const { touchpoint } = take(
      plain,
      'note',
      {},
      { context: { page: 'product', run: () => 1, long: 'x'.repeat(100_000) } },
    );
    expect(touchpoint?.context).toMatchObject({ page: 'product' });
    expect(JSON.stringify(touchpoint).length).toBeLessThan(66_000);
  });
});
