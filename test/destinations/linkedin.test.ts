// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkedin } from '../../src/destinations/linkedin.js';
import { audience, CEDAR, ODD, ROWS, run } from './ad-calls.js';
import { LINKEDIN, violations } from './ad-schemas.js';
import { rowOf } from './deliver-context.js';

const lintrk = vi.fn<(...call: unknown[]) => void>();
const conversions = { purchase: 11, generate_lead: 12, 'audience.enter': 13, 'audience.enter/buyers': 14 };
const told = () => lintrk.mock.calls.map(([, fields]) => fields as object);

beforeEach(() => void Object.assign(window, { lintrk }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'lintrk');
  document.head.replaceChildren();
});

describe('linkedin', () => {
  it('tells conversions that have an id, as LinkedIn documents them, and nothing else', async () => {
    const { stop } = await run(linkedin({ conversions, others: true }), ROWS);
    stop();
    expect(lintrk.mock.calls.every(([command]) => command === 'track')).toBe(true);
    expect(told()).toEqual([
      { conversion_id: 13, conversion_value: 318.5, currency: 'EUR', event_id: 't1/audience-enter' },
      { conversion_id: 11, conversion_value: 53_750, currency: 'JPY', event_id: 'T-1' },
      { conversion_id: 12, conversion_value: 1.234, currency: 'KWD', event_id: 't1' },
    ]);
    expect(told().flatMap(fields => violations(LINKEDIN, '', fields))).toEqual([]);
  });

  it('knows one audience from another', async () => {
    await run(linkedin({ conversions }), [rowOf('login', {}, [audience('enter', 'buyers')])]);
    expect(told()).toMatchObject([{ conversion_id: 14 }]);
  });

  it('tells nothing without conversions, and takes no id out of a prototype', async () => {
    await run(linkedin({ others: true }), [...ROWS, rowOf('constructor', { items: [CEDAR] })]);
    expect(lintrk).not.toHaveBeenCalled();
  });

  it('takes odd data, and says what is right in it', async () => {
    expect((await run(linkedin({ conversions }), ODD)).problems).toEqual([]);
    expect(told().flatMap(fields => violations(LINKEDIN, '', fields))).toEqual([]);
  });

  it('loads the tag if asked, with LinkedIn’s queue in its place', async () => {
    Reflect.deleteProperty(window, 'lintrk');
    await run(linkedin({ partnerId: '99', conversions, load: { src: '/insight.js' } }), [rowOf('generate_lead')]);
    expect(document.scripts[0]?.src).toMatch(/\/insight\.js$/);
    expect(window).toMatchObject({ _linkedin_partner_id: '99', _linkedin_data_partner_ids: ['99'] });
    const page = window as unknown as { lintrk: { q: unknown[] } };
    expect(page.lintrk.q).toEqual([['track', { conversion_id: 12, event_id: 't1' }]]);
    expect(() => linkedin({ load: true })).toThrow('Add `partnerId`.');
  });
});
