import { describe, expect, it, vi } from 'vitest';
import { type Deliver, late } from '../../src/destinations/late.js';
import { deliverContext, rowOf } from './deliver-context.js';

/** Words that are got when the test says so. */
function words() {
  const told: string[] = [];
  const tell: Deliver = rows => void told.push(...rows.map(({ touchpoint }) => touchpoint?.type ?? ''));
  const ends: { resolve(tell: Deliver): void; reject(cause: Error): void }[] = [];
  const get = vi.fn(() => new Promise<Deliver>((resolve, reject) => ends.push({ resolve, reject })));
  const { context, problems } = deliverContext();
  return { told, tell, ends, get, context, problems, destination: late('acme', get) };
}

describe('late', () => {
  it('gets the words with the grant, once, and tells with them from then on', async () => {
    const { told, tell, ends, get, context, destination } = words();
    expect(get).not.toHaveBeenCalled();
    destination.capture({ ...context, track: () => null });
    const first = destination.deliver([rowOf('first')], context);
    const second = destination.deliver([rowOf('second')], context);
    ends[0]?.resolve(tell);
    await Promise.all([first, second]);
    await destination.deliver([rowOf('third')], context);
    expect(told).toEqual(['first', 'second', 'third']);
    expect(get).toHaveBeenCalledOnce();
  });

  it('answers what the words answer', async () => {
    const { context } = deliverContext();
    const { deliver } = late('acme', async () => () => ({ rejected: [1] }));
    expect(await deliver([rowOf('login')], context)).toEqual({ rejected: [1] });
  });

  it('takes no row where they cannot be got, says so, and gets them again with the next', async () => {
    const { told, tell, ends, get, context, problems, destination } = words();
    const first = destination.deliver([rowOf('first')], context);
    ends[0]?.reject(new Error('404'));
    expect(await first).toEqual({ accepted: 0 });
    expect(problems).toEqual(['acme-unloaded']);
    const again = destination.deliver([rowOf('first')], context);
    ends[1]?.resolve(tell);
    expect(await again).toBeUndefined();
    expect(told).toEqual(['first']);
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('says nothing of words that cannot be got while there are no rows for them', async () => {
    const { ends, context, problems, destination } = words();
    destination.capture({ ...context, track: () => null });
    ends[0]?.reject(new Error('404'));
    await Promise.resolve();
    expect(problems).toEqual([]);
  });

  it('takes no row once it must stop, and tells none of them later', async () => {
    const { told, tell, ends, context, problems, destination } = words();
    const controller = new AbortController();
    const answer = destination.deliver([rowOf('login')], { ...context, signal: controller.signal });
    controller.abort();
    expect(await answer).toEqual({ accepted: 0 });
    ends[0]?.resolve(tell);
    await Promise.resolve();
    expect(await destination.deliver([rowOf('login')], { ...context, signal: controller.signal })).toEqual({
      accepted: 0,
    });
    expect([told, problems]).toEqual([[], []]);
  });

  it('waits for nothing where the page leaves, and tells at once where it has the words', async () => {
    const { told, tell, ends, get, context, destination } = words();
    const leaving = { ...context, final: true };
    expect(await destination.deliver([rowOf('early')], leaving)).toEqual({ accepted: 0 });
    expect(get).not.toHaveBeenCalled();
    const first = destination.deliver([rowOf('first')], context);
    ends[0]?.resolve(tell);
    await first;
    void destination.deliver([rowOf('last')], leaving);
    expect(told).toEqual(['first', 'last']);
  });
});
