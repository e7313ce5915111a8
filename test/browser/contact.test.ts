import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from './engines.js';
import { type Engine, type Site, serve, type Tab, until } from './harness.js';

const CONFIG = {
  site: 'contact',
  automation: 'allow',
  consent: 'granted',
  plugins: {
    nudges: {
      ...{ quietSeconds: 0, pauseSeconds: 0, cap: { per: 'day', max: 10 } },
      nudges: {
        hello: {
          when: { on: 'view_item' },
          content: { title: 'Free strings' },
          ...{ cap: { per: 'day', max: 10 }, quietWhileAware: false },
        },
      },
    },
    contact: {},
    'self-report': { answers: { podcast: { channel: 'audio' } } },
    sequences: {
      sequences: {
        club: { start: { on: 'join_community' }, steps: [{ name: 'letter', afterDays: 1, channel: 'email' }] },
      },
    },
  },
};
const PAGE = `<!doctype html><title>Shop</title><link rel="icon" href="data:,">
<script type="application/json" id="waymark-config">${JSON.stringify(CONFIG)}</script>
<script>
  window.decided = [];
  (window.waymark = window.waymark || []).push(w => w.on('decision', ({ name, data }) => /^(nudge|sequence)/.test(name) && decided.push([name, data.reason || data.channel || ''])));
</script>
<script async crossorigin src="/dist/waymark.iife.js"></script><body></body>`;
const LOOK = `waymark.track('view_item', { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] })`;

describe.each(engines('chromium'))('the wish of a visitor, by JSON alone in %s', (_, launch) => {
  let engine: Engine;
  let site: Site;

  beforeAll(async () => {
    site = await serve({ '/shop': PAGE });
    engine = await launch();
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });

  async function open(): Promise<Tab> {
    const tab = await engine.open();
    await tab.goto(`${site.origin}/shop`);
    await until(() =>
      tab.evaluate('window.waymark?.status === "ready" && waymark.plugins.some(({ contact }) => contact)'),
    );
    await until(() => tab.evaluate(`waymark.plugins.some(({ name }) => name === 'sequences')`));
    return tab;
  }

  it('holds back what is not wished, in every tab, and says so; an unsubscription calls off the mail', async () => {
    const tab = await open();
    const decided = (): Promise<unknown> => tab.evaluate('waymark.flush().then(() => decided.splice(0))');
    await tab.evaluate(LOOK);
    expect(await decided()).toEqual([['nudge.show', 'page']]);
    // Until it was seen it is being said.
    await until(() => tab.evaluate('waymark.flush().then(() => waymark.profile.slices.prompts.told.length === 1)'));
    await tab.evaluate(`waymark.track('join_community', {})`);
    expect(await decided()).toEqual([['sequence.plan', '']]);
    await tab.evaluate(`waymark.track('unsubscribe', {})`);
    expect(await decided()).toEqual([['sequence.exit', 'wish']]);
    await tab.evaluate(`waymark.track('contact_wish', { none: true })`);
    await tab.evaluate('waymark.flush()');

    const other = await open();
    await other.evaluate(LOOK);
    expect(await other.evaluate('waymark.flush().then(() => decided)')).toEqual([['nudge.hold', 'wish']]);
    const answer = `waymark.plugins.find(({ contact }) => contact).contact(waymark.profile)`;
    expect(await other.evaluate(answer)).toEqual({ wish: { channels: [], without: [], perWeek: 0 }, ranking: [] });
    await other.evaluate(`waymark.track('contact_wish', { channel: 'sms', perWeek: 2 })`);
    await other.evaluate('waymark.flush()');
    expect(await other.evaluate(`${answer}.ranking[0].channel`)).toBe('sms');

    await other.evaluate(`waymark.track('report_source', { answer: 'podcast' })`);
    await other.evaluate('waymark.flush()');
    expect(await other.evaluate('waymark.profile.slices.selfReport.channel')).toBe('audio');
    await other.evaluate('waymark.reset(), waymark.flush()');
    expect(await other.evaluate(`${answer}.wish.perWeek`)).toBeNull();
    expect([...(await tab.complaints()), ...(await other.complaints())]).toEqual([]);
    await tab.close();
    await other.close();
  });
});
