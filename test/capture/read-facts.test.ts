import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/capture/read-facts.js';
import { redactText } from '../../src/core/redact.js';

const fact = (id: unknown, more: object = {}): object => ({ id, type: 'deliver_order', at: 1_000, ...more });

function read(list: unknown): ReturnType<typeof readFacts> {
  return readFacts(JSON.stringify(list));
}

describe('readFacts', () => {
  it('reads moments as epoch ms and as dates, oldest first', () => {
    const { found, odd } = read([fact('b', { at: '2026-01-05T10:00:00Z' }), fact('a', { at: 5, data: { kind: 'x' } })]);
    expect(odd).toBe(0);
    expect(found.map(({ at }) => at)).toEqual([5, Date.UTC(2026, 0, 5, 10)]);
    expect(found[0]).toMatchObject({ type: 'deliver_order', data: { kind: 'x' } });
  });

  it('names the same id alike and others otherwise, in a way redaction leaves alone', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `order-${index}`);
    const names = ids.flatMap((_, index) =>
      index % 20 ? [] : read(ids.slice(index, index + 20).map(each => fact(each))).found.map(({ name }) => name),
    );
    expect(new Set(names).size).toBe(ids.length);
    expect(names.filter(name => redactText(name) !== name || name.length > 20)).toEqual([]);
    expect(read([fact(7)]).found[0]?.name).toBe(read([fact('7')]).found[0]?.name);
    expect(read([fact('jane@example.com')]).found[0]?.name).not.toContain('jane');
  });

  it('keeps the newest twenty', () => {
    const { found } = read(Array.from({ length: 30 }, (_, index) => fact(index, { at: 30 - index })));
    expect(found.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, index) => index + 11));
  });

  const odd: readonly unknown[] = [
    fact(undefined),
    fact(''),
    fact({}),
    fact('a', { type: 7 }),
    fact('a', { at: 'soon' }),
    fact('a', { at: null }),
    fact('a', { at: -1 }),
    null,
    'fact',
    [],
    ...['identify', 'correct', 'consent_update', 'reset', 'overflow'].map(type => fact('a', { type })),
  ];
  it.each(odd.map(entry => [JSON.stringify(entry), entry]))('leaves out %s', (_, entry) => {
    expect(read([entry])).toEqual({ found: [], odd: 1 });
  });

  it.each(['', '{', '{}', 'null', '"a"'])('finds nothing in %j', text => {
    expect(readFacts(text)).toEqual({ found: [], odd: 1 });
  });
});
