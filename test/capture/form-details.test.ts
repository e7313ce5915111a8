// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formDetails } from '../../src/capture/form-details.js';
import { forms } from '../../src/capture/forms.js';
import { type Captured, captureContext } from './capture-context.js';
import { click, find, fire, goTo, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState({}, '', '/checkout');
  start();
  showPage(
    '<form id="address"><input name="street"><input name="city" autocomplete="address-level2"><select name="land"></select><button type="button"><b>Go on</b></button></form>',
  );
});
afterEach(() => {
  captured.stop();
  vi.useRealTimers();
});

function start(): void {
  captured = captureContext();
  const stop = formDetails().capture?.(captured.context);
  captured.context.signal.addEventListener('abort', () => stop?.());
}
function use(name: string, seconds = 1): void {
  const field = find(`[name=${name}]`);
  fire('focusin', field);
  fire('input', field);
  vi.advanceTimersByTime(seconds * 1_000);
}
const field = (name: string, seconds: number, corrections = 0) => ({
  name,
  ms: seconds * 1_000,
  corrections,
  entries: corrections + 1,
});

describe('a form that is sent', () => {
  it('tells its fields in the order they were used, with time and corrections', () => {
    use('city', 2);
    use('street', 3);
    use('city', 4);
    fire('input', find('[name=city]'));
    fire('submit', find('form'));
    expect(captured.tracked).toEqual([
      {
        type: 'form_details',
        data: {
          form_id: 'address',
          fields: [field('city', 6, 1), field('street', 3)],
          last_field: 'city',
          no_autocomplete: ['street'],
        },
      },
    ]);
  });

  it('tells fields that were only passed from those that were typed into', () => {
    use('street');
    fire('focusin', find('[name=land]'));
    fire('submit', find('form'));
    expect(captured.tracked[0]?.data.fields).toMatchObject([
      { name: 'street', entries: 1 },
      { name: 'land', entries: 0 },
    ]);
  });

  it('tells fields whose `autocomplete` is no word that a browser knows', () => {
    const words = ['nope', 'off', 'on', '', 'adress-line1', 'shipping street-address', 'postal-code'];
    showPage(`<form>${words.map((word, index) => `<input name="f${index}" autocomplete="${word}">`).join('')}</form>`);
    for (const index of words.keys()) use(`f${index}`);
    fire('submit', find('form'));
    expect(captured.tracked[0]?.data.no_autocomplete).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
  });

  it('is not left, too', () => {
    use('city');
    fire('submit', find('form'));
    fire('pagehide');
    expect(captured.tracked.map(({ type }) => type)).toEqual(['form_details']);
  });

  it('tells nothing if nothing was changed in it, or has one field', () => {
    fire('focusin', find('[name=city]'));
    fire('submit', find('form'));
    showPage('<form><input name="q"></form>');
    use('q');
    fire('submit', find('form'));
    fire('pagehide');
    expect(captured.tracked).toEqual([]);
  });
});

describe('a form is left', () => {
  it.each([
    ['when the page goes away', () => fire('pagehide')],
    ['when another page is shown', () => goTo('/guitars')],
    ['after half an hour', () => vi.advanceTimersByTime(30 * 60_000)],
  ])('%s, once', (_, leave) => {
    use('street');
    leave();
    leave();
    expect(captured.tracked.map(({ type, data }) => [type, data.last_field])).toEqual([['form_abandon', 'street']]);
  });

  it('not when its button was clicked last', () => {
    use('street');
    click('b');
    fire('pagehide');
    use('street');
    click('b');
    use('city');
    fire('pagehide');
    expect(captured.tracked.map(({ data }) => data.last_field)).toEqual(['city']);
  });

  it('not while a tab is only hidden, and not after a stop', () => {
    use('street');
    fire('visibilitychange', document);
    captured.stop();
    fire('pagehide');
    expect(captured.tracked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('keeps thirty fields, ten without a word for browsers, and ten minutes a stay', () => {
  const fields = Array.from({ length: 50 }, (_, index) => `<input name="f${index}">`);
  showPage(`<form>${fields.join('')}</form>`);
  for (let index = 0; index < 50; index++) use(`f${index}`, 660);
  fire('submit', find('form'));
  const last = captured.tracked.at(-1)?.data as { fields: { ms: number }[]; no_autocomplete: string[] };
  expect(last.fields).toHaveLength(30);
  expect(last.no_autocomplete).toHaveLength(10);
  expect(Math.max(...last.fields.map(({ ms }) => ms))).toBe(600_000);
});

it('knows a form whose fields hide its own methods', () => {
  showPage('<form id="odd"><input name="closest"><input name="getAttribute"><input name="id"></form>');
  use('closest');
  fire('submit', find('form'));
  expect(captured.tracked[0]?.data).toMatchObject({ form_id: 'odd', last_field: 'closest' });
});

it('never tells what is typed nor how much of it', () => {
  const acts = fc.array(
    fc.record({
      name: fc.constantFrom('street', 'city', 'land', 'pin', 'text'),
      event: fc.constantFrom('focusin', 'input', 'invalid', 'change', 'click'),
      typed: fc.string({ maxLength: 12 }).map(text => `cAnArY${text}`),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(acts, fc.constantFrom('submit', 'pagehide'), (list, end) => {
      captured.stop();
      start();
      forms().capture?.(captured.context);
      showPage(
        '<form id="f"><input name="street"><input name="city"><input name="land"><input name="pin" type="password"><textarea name="text"></textarea></form>',
      );
      for (const { name, event, typed } of list) {
        const element = find(`[name=${name}]`) as HTMLInputElement;
        const read = vi.fn(() => typed);
        Object.defineProperty(element, 'value', { get: read, configurable: true });
        fire(event, element);
        expect(read).not.toHaveBeenCalled();
      }
      fire(end, end === 'submit' ? find('form') : window);
      expect(JSON.stringify(captured.tracked)).not.toMatch(/cAnArY|length/);
    }),
  );
});
