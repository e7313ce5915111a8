// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { pages } from '../../src/capture/pages.js';
import type { Plugin } from '../../src/core/plugin.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { WaymarkOptions } from '../../src/runtime/face.js';
import { flush, logOf, START_AT, taps } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, ready, start } from './start.js';

onFakeTime();

describe('track', () => {
  it('never throws, and counts what it could not take', async () => {
    const { waymark, problems } = await ready();
    const parts = vi.spyOn(Object, 'hasOwn').mockImplementation(() => {
      throw new Error('gone');
    });
    const id = waymark.track('tap', {});
    parts.mockRestore();
    expect(id).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['track-failed']);
    expect(waymark.diagnostics().dropped).toEqual({ failed: 1 });
  });

  it('answers the id of the touchpoint, which shows in the profile at once', () => {
    const { waymark } = start({ consent: GRANTED, plugins: [taps()] });
    const id = waymark.track('tap', { weight: 2 });
    expect(id).toMatch(/^[0-9a-z]{24}$/);
  });

  it('shows in the profile at once, before it is stored', async () => {
    const { waymark, store } = await ready({ plugins: [taps()] });
    waymark.track('tap', { weight: 2 });
    expect(waymark.profile.slices.taps).toBe(2);
    expect(await logOf(store)).toEqual([]);
    await waymark.flush();
    expect(waymark.profile.slices.taps).toBe(2);
    expect(await logOf(store)).toHaveLength(1);
  });

  it('says where and when it happened, and who says so', async () => {
    const plugin: Plugin = {
      name: 'tapper',
      capture: context => void context.track('tap', {}, { at: START_AT - 5_000 }),
    };
    const { waymark, store } = await ready({ plugins: [taps(), plugin] });
    waymark.track('tap', {});
    await waymark.flush();
    expect(await logOf(store)).toMatchObject([
      { touchpoint: { by: 'tapper', at: START_AT - 5_000, url: location.href } },
      { touchpoint: { by: 'site', at: START_AT } },
    ]);
  });

  it('keeps what the context of the site answers at that moment', async () => {
    let page = 'product';
    const { waymark, store } = await ready({ plugins: [taps()], context: () => ({ page }) });
    waymark.track('tap', {});
    page = 'cart';
    await waymark.flush();
    expect(await logOf(store)).toMatchObject([{ touchpoint: { context: { page: 'product' } } }]);
  });

  it('takes a touchpoint although the context of the site throws', async () => {
    const context = (): never => {
      throw new Error('no');
    };
    const { waymark, problems } = await ready({ plugins: [taps()], context });
    expect(waymark.track('tap', {})).not.toBeNull();
    expect(problems).toMatchObject([{ code: 'context-failed' }]);
  });

  it('answers null for data its check refuses, says so and counts it', async () => {
    const world = await ready({ plugins: [taps({ vocabulary: { tap: () => 'it weighs too much' } })] });
    expect(world.waymark.track('tap', {})).toBeNull();
    expect(world.problems).toMatchObject([{ code: 'data-refused' }]);
    expect(ledgerOf(world)).toMatchObject({ tracked: 1, dropped: { refused: 1 } });
  });

  it.each([null, undefined, 3, 'text', [], Symbol('odd'), () => {}])(
    'never throws, whatever it is given as data or type: %s',
    async odd => {
      const { waymark } = await ready();
      expect(() => waymark.track('tap', odd as object)).not.toThrow();
      expect(() => waymark.track(odd as string, {})).not.toThrow();
    },
  );

  it('reports an option that a plugin does not know once, also of a plugin that comes later', async () => {
    const odd = (name: string): Plugin => ({ name, options: [{ url: '', urI: '' }, { url: 1 }] });
    const { waymark, problems } = await ready({ plugins: [odd('early'), { name: 'proto', options: [[], {}] }] });
    await vi.waitFor(() => expect(problems).toHaveLength(1));
    waymark.use(odd('late'));
    waymark.use(taps());
    await vi.waitFor(() => expect(problems).toHaveLength(2));
    await flush();
    expect(problems).toMatchObject([
      { code: 'option-unknown', plugin: 'early', message: expect.stringContaining('"url"') },
      { code: 'option-unknown', plugin: 'late' },
    ]);
  });

  it('reports an option of a plugin that is no list or no table of texts where it must be one', async () => {
    const known = { fields: 'texts', names: 'table', others: 1 };
    const given = (options: object): Plugin => ({ name: JSON.stringify(options), options: [options, known] });
    const odd = [{ fields: 'a' }, { fields: [{}] }, { fields: { a: 'b' } }, { names: ['a'] }, { names: { a: true } }];
    const right = [
      { fields: ['a'], names: { a: 'b', c: null, d: 7 }, others: {} },
      { fields: null, names: '' },
    ];
    const { problems } = await ready({ plugins: [...odd, ...right].map(given) });
    await vi.waitFor(() => expect(problems).toHaveLength(odd.length));
    await flush();
    expect(problems.map(({ code, plugin }) => [code, plugin])).toEqual(
      odd.map(options => ['option-odd', JSON.stringify(options)]),
    );
    expect(problems[4]?.message).toContain('`names` as {"a":true}');
  });

  it('reports an option whose value cannot be meant so', async () => {
    const odd = { rate: 'fast', retention: 5 } as unknown as WaymarkOptions;
    const { problems } = await ready({ plugins: [taps()], ...odd });
    await vi.waitFor(() => expect(problems).toHaveLength(2));
    expect(problems).toMatchObject([
      { code: 'option-odd', message: expect.stringContaining('`rate`') },
      { code: 'option-odd', message: expect.stringContaining('`retention`') },
    ]);
  });

  it('reports a text in place of options once, not letter by letter', async () => {
    const odd = { consent: 'granted', plugins: [{ name: 'odd', options: ['text', { url: 1 }] }] };
    const { problems } = start(odd as unknown as WaymarkOptions);
    await vi.waitFor(() => expect(problems).toHaveLength(2));
    await flush();
    expect(problems).toMatchObject([
      { code: 'option-odd', message: expect.stringContaining('any of default, globalPrivacyControl, sources') },
      { code: 'option-odd', plugin: 'odd' },
    ]);
  });

  it('reports an option that it does not know itself, and takes the others', async () => {
    const odd = { consnt: { default: {} }, consent: { ...GRANTED, defaults: {} } };
    const { waymark, problems } = await ready({ plugins: [taps()], ...odd });
    await vi.waitFor(() => expect(problems).toHaveLength(2));
    expect(problems).toMatchObject([
      { code: 'option-unknown', message: expect.stringContaining('`createWaymark` has no option `consnt`') },
      { code: 'option-unknown', message: expect.stringContaining('"default"') },
    ]);
    expect(waymark.status).toBe('ready');
  });

  it('reports a correction of what no plugin remembers', async () => {
    const { waymark, problems } = await ready({ plugins: [taps()] });
    waymark.correct('taps', 3);
    waymark.correct('tabs' as 'taps', 3);
    await vi.waitFor(() => expect(problems).toHaveLength(1));
    await flush();
    expect(problems).toMatchObject([{ code: 'slice-unknown', message: expect.stringContaining('"taps"') }]);
  });

  it.each([{ url: '' }, [{ url: '' }], 7, null])('records, too, where a plugin calls %o its options', async options => {
    const { waymark, problems, store } = await ready({
      plugins: [taps(), { name: 'odd', options } as unknown as Plugin],
    });
    waymark.track('tap', {});
    await waymark.flush();
    expect(await logOf(store)).toMatchObject([{ touchpoint: { type: 'tap' } }]);
    expect(problems).toEqual([]);
  });

  it('reports a type nobody declares once, with the nearest name', async () => {
    const { waymark, problems, store } = await ready({ plugins: [taps()] });
    waymark.track('tab', {});
    waymark.track('tab', {});
    await waymark.flush();
    await vi.waitFor(() => expect(problems).toHaveLength(1));
    await flush();
    expect(problems).toMatchObject([{ code: 'type-unknown', message: expect.stringContaining('"tap"') }]);
    expect(await logOf(store)).toMatchObject([
      { touchpoint: { type: 'tab', unchecked: true } },
      { touchpoint: { unchecked: true } },
    ]);
  });

  it('counts a page view with the plugin that counts them, else by itself', async () => {
    const page = vi.fn(() => 'id');
    expect(
      (await ready({ plugins: [{ name: 'pages', page } as Plugin] })).waymark.page({ page_title: 'Guitars' }),
    ).toBe('id');
    expect(page).toHaveBeenCalledWith({ page_title: 'Guitars' });
    const { waymark, store } = await ready();
    waymark.page();
    await waymark.flush();
    expect(await logOf(store)).toMatchObject([{ touchpoint: { type: 'page_view' } }]);
  });

  it('counts a page view at once with what is said of it before anything runs', async () => {
    const { waymark, store, pass } = start({ plugins: [pages()], consent: GRANTED });
    expect(waymark.page({ page_type: 'home' })).toEqual(expect.any(String));
    await pass(0);
    await waymark.flush();
    expect(await logOf(store)).toMatchObject([{ touchpoint: { type: 'page_view', data: { page_type: 'home' } } }]);
  });

  it('counts no page again after a pause or a new start, and again after a refusal', async () => {
    const plugins = [pages()];
    const store = memoryStore();
    const views = async (): Promise<number> =>
      (await logOf(store)).filter(({ touchpoint }) => touchpoint?.type === 'page_view').length;
    const { waymark } = await ready({ site: 'anew', plugins, store, consent: GRANTED });
    waymark.pause();
    waymark.resume();
    await waymark.flush();
    expect(await views()).toBe(1);
    waymark.stop();
    const { waymark: next } = await ready({ site: 'anew', plugins, store, consent: GRANTED });
    await next.flush();
    expect(await views()).toBe(1);
    next.setConsent(Object.fromEntries(PURPOSES.map(purpose => [purpose, 'denied'])));
    await next.flush();
    expect(await views()).toBe(0);
    next.setConsent({ analytics: 'granted' });
    await next.flush();
    expect(await views()).toBe(1);
  });
});
