// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributes } from '../../src/capture/attributes.js';
import { campaigns } from '../../src/capture/campaigns.js';
import { selfReport } from '../../src/capture/self-report.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { attribution } from '../../src/learn/attribution.js';
import { creditsOf } from '../../src/learn/credits-of.js';
import { play } from '../../src/testing/play.js';
import { captureContext } from './capture-context.js';

const answers = {
  podcast: { channel: 'audio', source: 'fret-talk' },
  'the shop window': { channel: 'offline' },
};
const plugins = [campaigns(), attribution(), selfReport({ answers })];
const said = (answer: unknown) => ({ type: 'report_source', data: { answer } }) as const;
const told = (...touchpoints: Parameters<typeof play>[1]) => play(plugins, touchpoints);

describe('selfReport', () => {
  it.each([
    ['friend', { answer: 'friend', channel: 'friend', source: '' }],
    ['podcast', { answer: 'podcast', channel: 'audio', source: 'fret-talk' }],
    ['the shop window', { answer: 'the shop window', channel: 'offline', source: '' }],
    ['my neighbour Jane Doe, jane@doe.example', { answer: 'other', channel: 'other', source: '' }],
    ['toString', { answer: 'other', channel: 'other', source: '' }],
    ['other', { answer: 'other', channel: 'other', source: '' }],
  ])('takes %j for what it means', (answer, expected) => {
    const { profile } = told(said(answer));
    expect(profile.slices.selfReport).toEqual({ ...expected, at: expect.any(Number) });
  });

  it('keeps no word that is not on the list, whatever comes with it', () => {
    const { rows } = told({ type: 'report_source', data: { answer: 'cAnArY', channel: 'cAnArY', source: 'cAnArY' } });
    expect(JSON.stringify(rows)).not.toContain('cAnArY');
  });

  it('believes the last answer', () => {
    expect(told(said('friend'), said('video')).profile.slices.selfReport?.channel).toBe('video');
  });

  it.each([undefined, '', 7, ['friend']])('refuses %j', answer => {
    const { profile, problems } = told(said(answer));
    expect(profile.slices.selfReport).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['data-refused']);
  });

  it('stands beside what was observed and takes no credit from it', () => {
    const landing = {
      type: 'campaign_details',
      data: { channel: 'paid-search', source: 'google', click_ids: [], referrer: '' },
    };
    const { profile } = told(landing, said('friend'));
    expect(profile.slices.campaigns?.first?.channel).toBe('paid-search');
    const credits = creditsOf(profile, 'last', profile.lastSeenAt ?? 0);
    expect(credits.map(({ channel, credit }) => [channel, credit])).toEqual([['paid-search', 1]]);
    expect(profile.slices.selfReport?.channel).toBe('friend');
  });

  it('hears the answer of a button', () => {
    const { context, tracked, stop } = captureContext();
    attributes().capture?.(context);
    document.body.innerHTML = `<button data-waymark-track="report_source" data-waymark-answer="friend">A friend</button>`;
    document.querySelector('button')?.click();
    expect(tracked).toEqual([{ type: 'report_source', data: { answer: 'friend' } }]);
    stop();
  });

  it('takes anything from another device', () => {
    const { slice } = selfReport();
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (answer, channel) => {
        const touchpoint = { type: 'report_source', at: 1, data: { answer, channel } } as unknown as Touchpoint;
        const state = slice?.reduce(null as never, touchpoint, null as never) as Record<string, unknown>;
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(JSON.stringify(state).length).toBeLessThan(2_000);
      }),
    );
  });
});
