// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throughVendor, type Vendor } from '../../src/destinations/vendor.js';
import { deliverContext, rowOf } from './deliver-context.js';

const page = window as { acme?: object };
const told: string[] = [];

function through(more: Partial<Vendor<object>> = {}) {
  return throughVendor<object>({
    name: 'acme',
    object: 'acme',
    find: () => page.acme,
    tell: (_, rows) => void told.push(...rows.map(({ touchpoint }) => touchpoint?.type ?? '')),
    ...more,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(page, 'acme');
});

describe('throughVendor', () => {
  it('tells the object that is there', async () => {
    page.acme = {};
    await through()([rowOf('login')], deliverContext().context);
    expect(told).toEqual(['login']);
  });

  it('waits for an object that comes late, and keeps the order', async () => {
    const deliver = through();
    const first = deliver([rowOf('first')], deliverContext().context);
    page.acme = {};
    const second = deliver([rowOf('second')], deliverContext().context);
    await vi.advanceTimersByTimeAsync(600);
    await Promise.all([first, second]);
    expect(told).toEqual(['first', 'second']);
  });

  it('says after four seconds what is missing, and is there for an object that comes still later', async () => {
    const { context, problems } = deliverContext();
    const deliver = through();
    const answer = deliver([rowOf('lost')], context);
    await vi.advanceTimersByTimeAsync(3_900);
    expect(problems).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toEqual({ rejected: true });
    expect(problems).toEqual(['acme-missing']);
    expect(vi.getTimerCount()).toBe(0);
    page.acme = {};
    await deliver([rowOf('later')], context);
    expect(told).toEqual(['later']);
  });

  it('tells nothing once it must stop', async () => {
    const { context } = deliverContext();
    const controller = new AbortController();
    const answer = through()([rowOf('login')], { ...context, signal: controller.signal });
    page.acme = {};
    controller.abort();
    await vi.advanceTimersByTimeAsync(600);
    await answer;
    expect(told).toEqual([]);
  });

  it('loads the script once, when nothing is found', async () => {
    const load = vi.fn(() => void Object.assign(page, { acme: {} }));
    const deliver = through({ load });
    await deliver([rowOf('first')], deliverContext().context);
    await deliver([rowOf('second')], deliverContext().context);
    expect(load).toHaveBeenCalledOnce();
    expect(told).toEqual(['first', 'second']);
  });

  it('leaves a script alone that is there already', async () => {
    page.acme = {};
    const load = vi.fn();
    await through({ load })([rowOf('login')], deliverContext().context);
    expect(load).not.toHaveBeenCalled();
  });
});
