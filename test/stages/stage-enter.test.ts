// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { stages } from '../../src/stages/stages.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { leave, onFakeTime, ready, type World } from '../runtime/start.js';

describe('stage.enter', () => {
  onFakeTime();

  it('comes once a change over two tabs, and not on a reload', async () => {
    const store = memoryStore();
    const options = () => ({ store, plugins: [stages()], clock });
    const clock = fakeClock();
    const tabs = [await ready(options()), await ready(options())] as const;
    const heard: string[] = [];
    const listen = ({ waymark }: World) =>
      waymark.on('stage.enter', ({ data }) => heard.push(`${data.from} ${data.to}`));
    for (const tab of tabs) listen(tab);
    const items = [{ item_id: 'cedar' }];
    for (const type of ['view_item', 'page_view', 'add_to_cart', 'begin_checkout'] as const) {
      for (const { waymark } of tabs) waymark.track(type, { items, url: '', title: '' } as never);
      for (let round = 0; round < 2; round++) for (const { waymark } of tabs) await waymark.flush();
    }
    expect(heard).toEqual(['null awareness', 'awareness purchase']);
    for (const tab of tabs) await leave(tab);

    const reloaded = await ready(options());
    listen(reloaded);
    expect(reloaded.waymark.stage?.name).toBe('purchase');
    reloaded.waymark.track('view_cart', { items });
    await reloaded.waymark.flush();
    expect(heard).toHaveLength(2);
  });
});
