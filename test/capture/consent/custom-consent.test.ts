// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { type AskConsent, customConsent } from '../../../src/capture/consent/custom-consent.js';
import { createConsent } from '../../../src/runtime/consent.js';
import { standing } from '../../corpus/consent.js';

/** What a banner came to, once its promises are settled. */
async function asked(ask: AskConsent, controller = new AbortController()) {
  const consent = createConsent({}, {});
  const source = customConsent(ask);
  expect(source.watch(choice => void consent.hear(choice, source.name), controller.signal)).toBe(true);
  await new Promise(resolve => setTimeout(resolve));
  return consent;
}

it('hears every answer', async () => {
  let say: Parameters<AskConsent>[0] = () => {};
  const consent = await asked(set => {
    say = set;
  });
  expect(consent.current).toEqual(standing('pending'));
  say({ analytics: 'granted', advertising: 'granted' });
  say({ advertising: 'denied' });
  expect(consent.current).toEqual(standing('pending', { analytics: 'granted', advertising: 'denied' }));
});

it.each<[string, AskConsent]>([
  ['returned', () => ({ analytics: 'granted' })],
  ['promised', async () => ({ analytics: 'granted' })],
  ['said at once', set => set({ analytics: 'granted' })],
])('takes an answer that is %s', async (_, ask) => {
  expect((await asked(ask)).granted).toEqual(['analytics']);
});

it.each<[string, AskConsent]>([
  [
    'throws',
    set => {
      set({ analytics: 'granted' });
      throw new Error('A banner breaks.');
    },
  ],
  [
    'rejects',
    async set => {
      set({ analytics: 'granted' });
      throw new Error('A banner breaks.');
    },
  ],
  ['promises nonsense', async () => 'granted' as never],
  ['answers "true"', () => ({ analytics: 'true' }) as never],
  ['answers nothing', () => {}],
])('is pending where it %s', async (_, ask) => {
  expect((await asked(ask)).current).toEqual(standing('pending'));
});

it('hears nothing after the signal', async () => {
  const controller = new AbortController();
  let say: Parameters<AskConsent>[0] = () => {};
  const consent = await asked(async set => {
    say = set;
    controller.abort();
    return { analytics: 'granted' };
  }, controller);
  say({ functional: 'granted' });
  expect(consent.granted).toEqual([]);
});
