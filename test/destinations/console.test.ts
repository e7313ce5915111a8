import { afterEach, expect, it, vi } from 'vitest';
import { consoleLog } from '../../src/destinations/console.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

/** Every line that is written, groups first. */
function lines(...rows: Parameters<typeof rowOf>[]): string[] {
  const written: string[] = [];
  const write = (...parts: unknown[]) =>
    void written.push(parts.map(part => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  vi.spyOn(console, 'groupCollapsed').mockImplementation(write);
  vi.spyOn(console, 'info').mockImplementation(write);
  consoleLog().deliver?.(
    rows.map(row => rowOf(...row)),
    deliverContext().context,
  );
  return written;
}

afterEach(() => void vi.restoreAllMocks());

it('writes what happened, what was decided and why', () => {
  const decisions = [
    stageEntered('consideration'),
    { id: 't1/cart', trigger: 'idle', at: 1, name: 'cart.idle', data: { value: 219 } },
  ];
  const written = lines(['add_to_cart', { value: 219 }, decisions]);
  expect(written[0]).toBe('Waymark 1: add_to_cart → stage Consideration → cart.idle');
  expect(written[1]).toBe('by site on https://shop.test/ {"value":219}');
  expect(written.join('\n')).toContain('for it: looked at a guitar (1.50)');
  expect(written.at(-1)).toBe('cart.idle {"value":219}');
});

it('closes every group it opens', () => {
  const close = vi.spyOn(console, 'groupEnd').mockImplementation(() => {});
  lines(['login'], ['share']);
  expect(close).toHaveBeenCalledTimes(2);
});

it('writes odd decisions, and those that were forgotten', () => {
  const decisions = [
    { id: '1', trigger: 'a', at: 1 },
    { id: '2', trigger: 'b', at: 1, name: 'own.noun', data: { reasons: [null, 'x', { text: 'y' }] } },
  ];
  expect(lines(['login', {}, decisions])[0]).toBe('Waymark 1: login → a → own.noun');
});
