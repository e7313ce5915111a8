// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActContext, CaptureContext } from '../../src/core/plugin.js';
import type { Decision, Prompt } from '../../src/core/trigger.js';
import type { NudgeContent } from '../../src/decide/nudge-options.js';
import { type NudgeCardOptions, nudgeCard } from '../../src/experiences/nudge-card.js';

const CONTENT: NudgeContent = {
  title: 'Still thinking of the Cedar 0-14?',
  text: 'You looked at it three times.',
  code: 'CEDAR10',
  action: { label: 'See it again', url: '/product/cedar' },
};

let stops: (() => void)[] = [];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.useRealTimers();
  expect(document.body.innerHTML).toBe('');
});

function page(options: NudgeCardOptions = {}) {
  const plugin = nudgeCard(options);
  const life = new AbortController();
  const ended = new AbortController();
  const stop = plugin.capture?.({ signal: life.signal } as CaptureContext);
  stops.push(() => {
    life.abort();
    if (typeof stop === 'function') stop();
  });
  const root = () => document.body.lastElementChild?.shadowRoot;
  return {
    plugin,
    root,
    ended,
    card: () => root()?.querySelector('section') ?? null,
    button: (text: string) =>
      [...(root()?.querySelectorAll<HTMLElement>('a,button') ?? [])].find(one => one.textContent === text),
    async say(content: object = CONTENT, { stands = true, channel = 'page', kind = 'promotion' } = {}) {
      const answers: string[] = [];
      const prompt: Prompt = {
        signal: ended.signal,
        shown: () => {
          if (stands) answers.push('shown');
          return stands;
        },
        dismiss: () => void answers.push('dismiss'),
        convert: () => void answers.push('convert'),
        defer: () => void answers.push('defer'),
      };
      // Only what a card reads.
      const decision = { name: 'nudge.show', data: { kind, channel, content } } as unknown as Decision;
      const track = (type: string, fields: object) => void answers.push(`${type} ${JSON.stringify(fields)}`);
      const done = plugin.act?.(decision, { prompt, signal: life.signal, track } as unknown as ActContext);
      await Promise.all([done, vi.advanceTimersByTimeAsync(100)]);
      return answers;
    },
    press: (key: string, target: EventTarget = document) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  };
}

describe('the card', () => {
  it('says the content in a region that is named after its title, and counts as shown', async () => {
    const { say, card, root } = page();
    expect(await say()).toEqual(['shown']);
    expect([...(card()?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      'Still thinking of the Cedar 0-14?',
      'You looked at it three times.',
      'CEDAR10',
      'See it againNot now',
      '✕',
    ]);
    expect(card()?.getAttribute('role')).toBe('region');
    expect(card()?.getAttribute('aria-label')).toBe(CONTENT.title);
    expect(root()?.host.getAttribute('aria-live')).toBe('polite');
  });

  it('is not there before it is said that it is shown, nor when it is not right any more', async () => {
    const { say } = page();
    expect(await say(CONTENT, { stands: false })).toEqual([]);
    expect(document.body.children).toHaveLength(0);
  });

  it('leaves nothing behind and is not shown where what draws it cannot be loaded', async () => {
    vi.resetModules();
    vi.doMock('../../src/experiences/draw-card.js', () => {
      throw new Error('offline');
    });
    try {
      const { say } = page();
      await expect(say()).rejects.toThrow();
      expect(document.body.children).toHaveLength(0);
    } finally {
      vi.doUnmock('../../src/experiences/draw-card.js');
      vi.resetModules();
    }
  });

  it('takes no focus', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await page().say();
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  it.each(['Not now', '✕'])('is waved away by "%s"', async text => {
    const { say, button, card } = page();
    const answers = await say();
    button(text)?.click();
    expect(answers).toEqual(['shown', 'dismiss']);
    expect(card()).toBeNull();
  });

  it('is waved away by Escape, once, and by no other key', async () => {
    const { say, press, card } = page();
    const answers = await say();
    press('Enter');
    expect(card()).not.toBeNull();
    press('Escape');
    press('Escape');
    expect(answers).toEqual(['shown', 'dismiss']);
  });

  it('leaves Escape to a dialog of the page that took it', async () => {
    const { say, press, card } = page();
    await say();
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.addEventListener('keydown', event => event.preventDefault());
    press('Escape', dialog);
    dialog.remove();
    expect(card()).not.toBeNull();
  });

  it('is a link that goes by itself, and counts as taken up', async () => {
    const { say, button, card } = page();
    const answers = await say();
    const link = button('See it again');
    expect(link?.getAttribute('href')).toBe('/product/cedar');
    let isPrevented = true;
    document.addEventListener(
      'click',
      event => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      },
      { once: true },
    );
    link?.click();
    expect(isPrevented).toBe(false);
    expect(answers).toEqual(['shown', 'convert']);
    expect(card()).not.toBeNull();
    await vi.runAllTimersAsync();
    expect(card()).toBeNull();
  });

  it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'mailto:a@b.example', 'http://[', 7])(
    'is a button where the address is no page of the web: %s',
    async url => {
      const { say, button } = page();
      const answers = await say({ ...CONTENT, action: { label: 'Go', url } });
      expect(button('Go')?.localName).toBe('button');
      button('Go')?.click();
      expect(answers).toEqual(['shown', 'convert']);
      await vi.runAllTimersAsync();
    },
  );

  it('says why it is said', async () => {
    const { say, card } = page();
    await say({ ...CONTENT, why: 'Here because of {markup}: <b>' });
    expect(card()?.querySelector('small')?.textContent).toBe('Here because of {markup}: <b>');
  });

  it('leaves out what is missing, and what is no text', async () => {
    const { say, card } = page();
    await say({ title: 'Hello', text: { a: 1 }, code: null, action: 'x', later: 'Later' });
    expect(card()?.textContent).toBe('HelloLater✕');
  });

  describe('asks', () => {
    const ask = {
      text: 'Is your way to pay missing?',
      type: 'payment_wish',
      field: 'payment_type',
      answers: ['PayPal', 'Klarna'],
    };

    it('with a button for each answer, which is told by one tap and takes the card up', async () => {
      const { say, button, card } = page();
      const answers = await say({ ...CONTENT, ask });
      const group = card()?.querySelector('[role=group]');
      expect(group?.getAttribute('aria-label')).toBe('Is your way to pay missing?');
      expect([...(group?.children ?? [])].map(({ localName, textContent }) => [localName, textContent])).toEqual([
        ['p', 'Is your way to pay missing?'],
        ['button', 'PayPal'],
        ['button', 'Klarna'],
      ]);
      button('Klarna')?.click();
      expect(answers).toEqual(['shown', 'payment_wish {"payment_type":"Klarna"}', 'convert']);
      await vi.runAllTimersAsync();
      expect(card()).toBeNull();
    });

    it('by text alone, and one answer is enough', async () => {
      const { say, card, button } = page();
      const answers = await say({ title: 'Hello', ask: { ...ask, text: '<b>Why?</b>', answers: '<i>So</i>' } });
      expect(card()?.textContent).toBe('Hello<b>Why?</b><i>So</i>Not now✕');
      button('<i>So</i>')?.click();
      expect(answers[1]).toBe('payment_wish {"payment_type":"<i>So</i>"}');
      await vi.runAllTimersAsync();
    });

    it.each([null, 7, 'x', [], {}, { answers: ['a'] }, { text: { a: 1 }, answers: [{ b: 1 }] }])(
      'nothing where there is no question: %j',
      async odd => {
        const { say, card } = page();
        await say({ title: 'Hello', ask: odd });
        expect(card()?.textContent).toBe('HelloNot now✕');
      },
    );
  });

  it('says who rescues, and stands where it is told', async () => {
    const { say, card } = page({ placement: 'top right', close: 'Schließen' });
    await say(CONTENT, { kind: 'rescue' });
    expect(card()?.className).toBe('top right rescue');
    expect(card()?.lastElementChild?.getAttribute('aria-label')).toBe('Schließen');
  });

  it('is one at a time: a new one replaces the old', async () => {
    const { say, card } = page();
    await say();
    await say({ title: 'Another' });
    expect(document.body.children).toHaveLength(1);
    expect(card()?.textContent).toBe('AnotherNot now✕');
  });

  it('leaves one for later that another one overtakes', async () => {
    const { say, card } = page();
    const [first, second] = await Promise.all([say(), say({ title: 'Another' })]);
    expect([first, second]).toEqual([['defer'], ['shown']]);
    expect(card()?.textContent).toBe('AnotherNot now✕');
  });

  it('goes without an answer when it is not right any more', async () => {
    const { say, ended, card, press } = page();
    const answers = await say();
    ended.abort();
    expect(card()).toBeNull();
    press('Escape');
    expect(answers).toEqual(['shown']);
    expect(await say()).toEqual([]);
    expect(document.body.children).toHaveLength(0);
  });

  it('shows nothing that is said elsewhere', async () => {
    const { say } = page();
    expect(await say(CONTENT, { channel: 'email' })).toEqual([]);
    expect(document.body.children).toHaveLength(0);
  });

  it('leaves nothing behind when it stops, not even an ear', async () => {
    const { say, press } = page();
    const answers = await say();
    for (const stop of stops) stop();
    expect(document.body.children).toHaveLength(0);
    press('Escape');
    expect(answers).toEqual(['shown']);
  });
});
