// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { aftercare } from '../../src/aftercare.js';
import { flatten } from '../../src/core/plugin.js';
import type { DecisionName, Prompt, Trigger } from '../../src/core/trigger.js';
import type { NudgeDecision } from '../../src/decide/nudge.js';
import { type NudgesOptions, nudges } from '../../src/nudges.js';
import type { WaymarkOptions } from '../../src/runtime/face.js';
import { storefront } from '../../src/storefront.js';
import { flush } from './builders.js';
import { onFakeTime, ready } from './start.js';

onFakeTime();

const CONSENT: NonNullable<WaymarkOptions['consent']> = {
  default: { functional: 'granted', personalization: 'granted' },
};
const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };

async function shop(more: object = {}, options: NudgesOptions = {}) {
  const coupon = { when: { looks: {}, atLeast: 2 }, content: { title: '10 % off' }, quietWhileAware: false, ...more };
  const said = nudges({
    quietSeconds: 0,
    pauseSeconds: 0,
    card: false,
    ...options,
    nudges: { coupon, ...options.nudges },
  });
  const world = await ready({ consent: CONSENT, plugins: [storefront(), said] });
  const { waymark } = world;
  return {
    ...world,
    look: async () => {
      waymark.track('view_item', CEDAR);
      await waymark.flush();
      await flush();
    },
    told: async () => {
      await waymark.flush();
      return waymark.profile.slices.prompts?.told ?? [];
    },
  };
}

describe('who hears of a nudge', () => {
  it('has shown it by returning', async () => {
    const { waymark, look, told } = await shop();
    const heard = vi.fn();
    waymark.on('nudge.show', ({ data }) => heard(data.content.title));
    await look();
    expect(heard).not.toHaveBeenCalled();
    await look();
    expect(heard).toHaveBeenCalledExactlyOnceWith('10 % off');
    expect(await told()).toMatchObject([{ nudge_id: 'coupon', shownAt: [expect.any(Number)] }]);
    await look();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('may answer otherwise, then or later', async () => {
    const { waymark, look, told } = await shop();
    let kept: Prompt | undefined;
    waymark.on('nudge.show', (_, prompt) => {
      kept = prompt;
      expect(prompt.shown()).toBe(true);
    });
    await look();
    await look();
    kept?.convert();
    expect(await told()).toMatchObject([{ convertedAt: expect.any(Number), dismissedAt: null }]);
  });

  it('is told when it is not right any more, and then it does not count', async () => {
    const { waymark, look, told } = await shop({ unless: { inCart: {} } });
    let show = (): boolean | undefined => undefined;
    waymark.on('nudge.show', async (_, prompt) => {
      await new Promise<void>(resolve => {
        show = () => {
          const isRight = prompt.shown();
          resolve();
          return isRight;
        };
      });
    });
    await look();
    await look();
    expect(await told()).toEqual([]);
    waymark.track('add_to_cart', CEDAR);
    await waymark.flush();
    expect(show()).toBe(false);
    expect(await told()).toEqual([]);
  });

  it('has not shown it by failing, and nobody at all has not either', async () => {
    const { waymark, look, told, problems } = await shop();
    waymark.on('nudge.show', () => {
      throw new Error('no room');
    });
    await look();
    await look();
    expect(await told()).toEqual([]);
    expect(problems).toMatchObject([{ code: 'listener-failed' }]);
    const other = await shop();
    await other.look();
    await other.look();
    expect(await other.told()).toEqual([]);
  });

  it('is a plugin as well, with the same answers', async () => {
    const act = vi.fn((_decision, { prompt }) => prompt.dismiss());
    const { waymark, look, told } = await shop();
    waymark.use({ name: 'card', acts: ['nudge.show' as DecisionName], act });
    await look();
    await look();
    expect(act).toHaveBeenCalledOnce();
    expect(await told()).toMatchObject([{ dismissedAt: expect.any(Number), shownAt: [] }]);
  });

  it('need not be there for what is said elsewhere: it was handed on', async () => {
    const { look, told } = await shop({ channel: 'email' });
    await look();
    await look();
    expect(await told()).toMatchObject([{ channel: 'email', shownAt: [expect.any(Number)] }]);
  });
});

describe('what is on the page', () => {
  /** The coupon is shown; `gone` says whether it had to be taken away. */
  async function shown(more: object = {}, options: NudgesOptions = {}) {
    const world = await shop(more, options);
    const heard: { readonly nudge: string; readonly prompt: Prompt }[] = [];
    world.waymark.on('nudge.show', ({ data }, prompt) => void heard.push({ nudge: data.nudge, prompt }));
    await world.look();
    await world.look();
    const [coupon] = heard;
    return {
      ...world,
      heard,
      coupon: coupon?.prompt,
      gone: async (type?: string, data: object = {}) => {
        if (type) world.waymark.track(type as 'view_item', data as typeof CEDAR);
        await world.waymark.flush();
        await flush();
        return coupon?.prompt.signal.aborted;
      },
    };
  }

  it('stays while it is right, is seen, and time goes by', async () => {
    const idle = { all: [{ looks: {} }, { idleSeconds: 60 }, { hours: [10, 10.5] }] };
    const { waymark, pass, gone, heard } = await shown({ when: idle });
    expect(heard).toEqual([]);
    await pass(61_000);
    await waymark.flush();
    await flush();
    expect(heard).toHaveLength(1);
    await pass(40 * 60_000);
    for (const type of ['search', 'page_view', 'form_start', 'share']) await gone(type, { search_term: 'oak' });
    expect(heard[0]?.prompt.signal.aborted).toBe(false);
  });

  it.each([
    ['its condition', { unless: { inCart: {} } }, 'add_to_cart', CEDAR],
    ['the moment, when the visitor pays,', {}, 'add_payment_info', {}],
  ])('goes when %s is not right any more', async (_, more, type, data) => {
    const { gone, coupon } = await shown(more);
    expect(await gone('share')).toBe(false);
    expect(await gone(type, data)).toBe(true);
    expect(coupon?.shown()).toBe(true);
  });

  it('goes when an issue opens, unless it is a service', async () => {
    const others = { plugins: [storefront(), aftercare()] };
    for (const kind of ['promotion', 'service'] as const) {
      const { waymark, gone } = await shown({ kind });
      for (const plugin of flatten([others.plugins[1]])) waymark.use(plugin);
      await waymark.flush();
      expect(await gone('contact_support')).toBe(kind === 'promotion');
    }
  });

  it('goes after an order, if it was about a payment that failed', async () => {
    const { waymark, heard, gone } = await shown({}, { rescue: true });
    waymark.track('add_to_cart', CEDAR);
    waymark.track('payment_error', {});
    expect(await gone()).toBe(true);
    expect(heard.map(({ nudge }) => nudge)).toEqual(['coupon', 'payment-error']);
    const [, rescue] = heard;
    expect(await gone('page_view')).toBe(true);
    expect(rescue?.prompt.signal.aborted).toBe(false);
    await gone('purchase', { ...CEDAR, transaction_id: '1' } as object);
    expect(rescue?.prompt.signal.aborted).toBe(true);
  });

  it('goes when another one is seen, in whichever tab', async () => {
    const { waymark, gone } = await shown();
    expect(await gone('show_nudge', { nudge_id: 'other', channel: 'email' })).toBe(false);
    expect(await gone('show_nudge', { nudge_id: 'another' })).toBe(true);
    expect(waymark.profile.slices.prompts?.open).toBe('another');
  });

  it('goes when the page stops, or the visitor does not want it any more', async () => {
    const first = await shown();
    first.waymark.stop();
    expect(first.coupon?.signal.aborted).toBe(true);
    const second = await shown();
    second.waymark.setConsent({ personalization: 'denied' });
    expect(await second.gone()).toBe(true);
    const third = await shown();
    await third.waymark.erase();
    expect(await third.gone()).toBe(true);
  });

  it('is not to be shown by who was asked before it was decided anew', async () => {
    const { waymark, look, pass, told } = await shop();
    const kept: Prompt[] = [];
    waymark.on('nudge.show', (_, prompt) => {
      kept.push(prompt);
      return new Promise<void>(() => {});
    });
    await look();
    await look();
    await pass(31_000);
    await waymark.flush();
    expect(kept.map(prompt => prompt.shown())).toEqual([false, true]);
    expect(await told()).toMatchObject([{ shownAt: [expect.any(Number)] }]);
  });

  it('hears of a function of the site that fails, and the page does not', async () => {
    let state: 'early' | 'right' | 'broken' = 'early';
    const when = () => {
      if (state === 'broken') throw new Error('broken');
      return state === 'right';
    };
    const { waymark, problems, told } = await shop({ when });
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    waymark.on('nudge.show', () => {
      state = 'broken';
    });
    state = 'right';
    waymark.track('page_view', {});
    await waymark.flush();
    await flush(50);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(problems).toContainEqual(expect.objectContaining({ plugin: 'nudge-coupon' }));
    state = 'early';
    expect(await told()).toEqual([]);
  });
});

describe('a page nobody sees', () => {
  const become = (state: DocumentVisibilityState) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('says nothing until it is seen, and then once, however often it was decided', async () => {
    const { waymark, look, told, pass } = await shop();
    const heard = vi.fn();
    waymark.on('nudge.show', heard);
    become('hidden');
    await look();
    await look();
    await pass(31_000);
    await look();
    expect(waymark.profile.fired['nudge-coupon']?.times).toBe(2);
    expect(heard).not.toHaveBeenCalled();
    expect(await told()).toEqual([]);
    become('visible');
    await flush();
    expect(heard).toHaveBeenCalledOnce();
    expect(await told()).toMatchObject([{ shownAt: [expect.any(Number)] }]);
  });

  it('leaves what is not right any more when it is seen', async () => {
    const { waymark, look, told } = await shop({ unless: { inCart: {} } });
    const heard = vi.fn();
    waymark.on('nudge.show', heard);
    become('hidden');
    await look();
    await look();
    waymark.track('add_to_cart', CEDAR);
    await waymark.flush();
    become('visible');
    await flush();
    expect(heard).not.toHaveBeenCalled();
    expect(await told()).toEqual([]);
  });

  it('does not say what the visitor wants to hear no more', async () => {
    const { waymark, look, told } = await shop();
    const heard = vi.fn();
    waymark.on('nudge.show', heard);
    become('hidden');
    await look();
    await look();
    waymark.setConsent({ personalization: 'denied' });
    await waymark.flush();
    become('visible');
    await flush();
    expect(heard).not.toHaveBeenCalled();
    expect(await told()).toEqual([]);
  });

  it('hands on at once what is said elsewhere', async () => {
    const { look, told } = await shop({ channel: 'email' });
    become('hidden');
    await look();
    await look();
    expect(await told()).toMatchObject([{ channel: 'email', shownAt: [expect.any(Number)] }]);
  });
});

describe('two tabs', () => {
  it('say it once, and the other knows that it was shown', async () => {
    const first = await shop();
    const second = await ready({
      consent: CONSENT,
      plugins: [...first.waymark.plugins.slice(1)],
      store: first.store,
      clock: first.clock,
      site: `${first.waymark.site}-2`,
    });
    const heard = vi.fn();
    for (const { waymark } of [first, second]) waymark.on('nudge.show', heard);
    await first.look();
    second.waymark.track('view_item', CEDAR);
    await second.waymark.flush();
    await flush();
    await first.look();
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('why', () => {
  it('says every condition with its value, and one sentence', async () => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined);
    const { waymark, look } = await shop();
    await look();
    const why = await waymark.why('coupon');
    expect(why).toMatchObject({ name: 'nudge-coupon', holds: false });
    expect(why?.conditions[0]).toEqual({ text: 'Looks', holds: false, value: '1, needs at least 2' });
    expect(info.mock.calls).toEqual([['"nudge-coupon" does not decide now, 1 to go: looks (1, needs at least 2).']]);
    await look();
    waymark.setConsent({ personalization: 'denied' });
    expect((await waymark.why('nudge-coupon'))?.sentence).toContain('consent to personalization (not granted)');
  });

  it('says that a trigger rests, and names those there are for a name it does not know', async () => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined);
    const { waymark, look } = await shop();
    await look();
    await look();
    await look();
    expect(await waymark.why('coupon.offer')).toBeNull();
    expect(info).toHaveBeenLastCalledWith(expect.stringMatching(/no trigger "coupon.offer"\. It has .*nudge-coupon/));
    expect((await waymark.why('hold-nudge-coupon'))?.holds).toBe(false);
    expect(await waymark.why(undefined as unknown as string)).toBeNull();
  });

  it.each([
    ['cupon', 'coupon'],
    ['nudge-cupon', 'nudge-coupon'],
  ])('asks for "%s" whether the nearest name was meant', async (name, nearest) => {
    const info = vi.spyOn(console, 'info').mockReturnValue(undefined);
    const { waymark } = await shop();
    expect(await waymark.why(name)).toBeNull();
    expect(await waymark.preview(name)).toBe(false);
    for (const [said] of info.mock.calls) expect(said).toContain(`no trigger "${name}". Did you mean "${nearest}"?`);
    expect(info).toHaveBeenCalledTimes(2);
  });

  it.each<[string, NonNullable<Trigger['conditions']>]>([
    ['rejects', () => Promise.reject(new Error('offline'))],
    ['never answers', () => new Promise(() => {})],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
  ])('knows the rest of a trigger whose conditions it cannot be told, for it %s', async (_, conditions) => {
    vi.spyOn(console, 'info').mockReturnValue(undefined);
    const trigger = { name: 'gift', decision: 'stage.enter', when: () => null, conditions } as const;
    const { waymark, problems, pass } = await ready({ plugins: [{ name: 'gifts', triggers: [trigger] }] });
    const asked = waymark.why('gift');
    await flush();
    await pass(5_000);
    expect((await asked)?.conditions.at(-1)).toEqual({ text: 'All else that it asks for', holds: false, value: 'no' });
    expect(problems).toMatchObject([{ code: 'conditions-failed', plugin: 'gifts' }]);
  });
});

describe('a preview', () => {
  it('shows what would be said, whatever holds, and leaves no trace', async () => {
    const { waymark, told } = await shop({ content: { title: 'Hello' } });
    const heard = vi.fn((_: unknown, prompt: Prompt) => {
      prompt.shown();
      prompt.convert();
    });
    const all = vi.fn();
    waymark.on('nudge.show', heard);
    waymark.on('decision', all);
    const { tracked } = waymark.diagnostics();
    expect(await waymark.preview('coupon')).toBe(true);
    await flush();
    const [decision] = heard.mock.calls[0] as unknown as [{ readonly data: NudgeDecision }];
    expect(decision.data.content).toEqual({ title: 'Hello' });
    expect(all).not.toHaveBeenCalled();
    expect(await told()).toEqual([]);
    expect(waymark.diagnostics().tracked).toBe(tracked);
  });

  it('delivers nothing that is said elsewhere', async () => {
    const { waymark } = await shop({ channel: 'email' });
    const heard = vi.fn();
    waymark.on('nudge.show', heard);
    expect(await waymark.preview('coupon')).toBe(false);
    expect(heard).not.toHaveBeenCalled();
  });

  it('says that nobody shows it, and knows no other names', async () => {
    vi.spyOn(console, 'info').mockReturnValue(undefined);
    const { waymark } = await shop();
    expect(await waymark.preview('coupon')).toBe(false);
    expect(await waymark.preview('stage')).toBe(false);
    expect(await waymark.preview('nothing')).toBe(false);
  });
});
