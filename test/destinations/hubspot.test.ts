// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import type { RowDecision } from '../../src/core/touchpoint.js';
import { hubspot } from '../../src/destinations/hubspot.js';
import { CEDAR, ODD, PERSON, PINE } from './ad-calls.js';
import { deliverContext, rowOf } from './deliver-context.js';

const FORM = { portalId: 12, formId: 'a-b', score: 'lead_score', reasons: 'lead_reasons' };
const push = vi.fn<(call: unknown[]) => void>();
const told = () => push.mock.calls.map(([call]) => call);
const tell = (rows: Parameters<NonNullable<ReturnType<typeof hubspot>['deliver']>>[0], options = {}) =>
  hubspot(options).deliver?.(rows, deliverContext().context);
const reasons = [
  { text: 'Asked for an offer', weight: 35 },
  { text: 'Looked at prices', weight: 8 },
];
const LEAD: RowDecision = {
  id: 't1/lead-enter',
  trigger: 'lead-enter',
  at: 5,
  name: 'lead.enter',
  data: { score: 60, reasons },
};

/** What is posted of a lead whose visitor HubSpot may know like this. */
async function handOver(traits: object, form: object = FORM) {
  const { context, sent, problems } = deliverContext();
  const profile = { ...context.profile, slices: { identity: { userId: 'u1', traits } } } as Profile;
  const rows = [rowOf('login'), rowOf('generate_lead', {}, [LEAD])];
  const result = await hubspot({ form: { ...FORM, ...form } }).deliver?.(rows, { ...context, profile });
  return { result, problems, posts: sent.map(({ url, body, headers }) => ({ url, headers, body: JSON.parse(body) })) };
}

beforeEach(() => void Object.assign(window, { _hsq: { push } }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, '_hsq');
  document.head.replaceChildren();
});

describe('hubspot on the page', () => {
  it('waits for visitors who are away, under analytics or what the site says', () => {
    expect(hubspot()).toMatchObject({ name: 'hubspot', purpose: 'analytics', delivery: 'page', arms: true });
    expect(hubspot({ purpose: 'personalization' }).purpose).toBe('personalization');
  });

  it('says who the visitor is, where it is somebody', async () => {
    await tell([rowOf('identify', PERSON), rowOf('identify', {}), rowOf('identify', { traits: { plan: 'gold' } })]);
    expect(told()).toEqual([['identify', { email: 'ann@shop.test', id: 'u1' }]]);
  });

  it('tells the views that HubSpot does not count by itself', async () => {
    const view = (url: string) => {
      const row = rowOf('page_view');
      return { ...row, touchpoint: row.touchpoint && { ...row.touchpoint, url } };
    };
    await tell([view('https://shop.test/'), view('https://shop.test/cedar?size=2')]);
    expect(told()).toEqual([['setPath', '/cedar?size=2'], ['trackPageView']]);
  });

  it('tells events by the names that HubSpot gave them, and nothing else', async () => {
    const purchase = rowOf('purchase', { transaction_id: 'T-1', value: 537.5, currency: 'EUR', items: [CEDAR, PINE] });
    await tell([purchase, rowOf('view_help')]);
    expect(told()).toEqual([]);
    const names = { purchase: 'pe12_order', 'lead.enter': 'pe12_lead' };
    await tell([{ ...purchase, decisions: [LEAD] }], { names });
    expect(told()).toEqual([
      [
        'trackCustomBehavioralEvent',
        {
          name: 'pe12_order',
          properties: { transaction_id: 'T-1', value: 537.5, currency: 'EUR', item_ids: 'cedar;pine' },
        },
      ],
      [
        'trackCustomBehavioralEvent',
        { name: 'pe12_lead', properties: { score: 60, reasons: 'Asked for an offer; Looked at prices' } },
      ],
    ]);
  });

  it('takes odd data', async () => {
    const names = Object.fromEntries(ODD.map(({ touchpoint }) => [touchpoint?.type ?? '', 'pe12_any']));
    await expect(tell(ODD, { names })).resolves.toBeUndefined();
    const kinds = told().flatMap(([, about]) =>
      Object.values(Object(Object(about).properties)).map(value => typeof value),
    );
    expect(kinds.filter(kind => !['string', 'number', 'boolean'].includes(kind))).toEqual([]);
  });

  it('loads the tracking code if asked', async () => {
    Reflect.deleteProperty(window, '_hsq');
    await tell([rowOf('identify', PERSON)], { portalId: 12, load: { src: '/12.js' } });
    expect(document.scripts[0]?.src).toMatch(/\/12\.js$/);
    expect((window as { _hsq?: unknown })._hsq).toEqual([
      ['doNotTrack', { track: true }],
      ['identify', expect.anything()],
    ]);
    expect(() => hubspot({ load: true })).toThrow('Add `portalId`.');
  });

  it('tells the code that it loaded to stop when consent is withdrawn, and to go on when it is given again', async () => {
    Reflect.deleteProperty(window, '_hsq');
    const { context } = deliverContext();
    const destination = hubspot({ portalId: 12, load: { src: '/12.js' } });
    const start = () => destination.capture?.({ ...context, track: () => null });
    const stop = start();
    await destination.deliver?.([rowOf('login')], context);
    stop?.();
    start();
    const { _hsq: list } = window as { _hsq?: unknown };
    expect(list).toEqual([['doNotTrack', { track: true }], ['doNotTrack'], ['doNotTrack', { track: true }]]);
  });

  it('leaves to the page what the page loaded', () => {
    const { context } = deliverContext();
    hubspot({ portalId: 12, load: true }).capture?.({ ...context, track: () => null })?.();
    expect(push).not.toHaveBeenCalled();
  });
});

describe('hubspot’s form', () => {
  it('stands beside the other, and is told at least once', () => {
    expect(hubspot({ form: FORM })).toMatchObject({ name: 'hubspot-form', delivery: 'queue' });
  });

  it('is filled in when a lead is ready, with the traits HubSpot may know', async () => {
    const { posts, result } = await handOver({ email: 'ann@shop.test', company: 'Alba' });
    expect(posts).toEqual([
      {
        url: 'https://api.hsforms.com/submissions/v3/integration/submit/12/a-b',
        headers: { 'content-type': 'application/json' },
        body: {
          submittedAt: '5',
          fields: [
            { objectTypeId: '0-1', name: 'email', value: 'ann@shop.test' },
            { objectTypeId: '0-1', name: 'company', value: 'Alba' },
            { objectTypeId: '0-1', name: 'lead_score', value: '60' },
            { objectTypeId: '0-1', name: 'lead_reasons', value: 'Asked for an offer; Looked at prices' },
          ],
          context: { pageUri: 'https://shop.test/' },
        },
      },
    ]);
    expect(result).toEqual({ rejected: [] });
    expect((await handOver({ email: 'a@b.test' }, { url: 'https://api-eu1.hsforms.com' })).posts[0]?.url).toMatch(
      /^https:\/\/api-eu1/,
    );
  });

  it('says so where HubSpot may not know whose lead it is', async () => {
    expect(await handOver({})).toEqual({ result: { rejected: [] }, posts: [], problems: ['hubspot-form-empty'] });
  });
});
