import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import type { Decision } from '../../src/core/trigger.js';
import { type AtRiskOptions, atRisk } from '../../src/decide/at-risk.js';
import { care } from '../../src/learn/care.js';
import { mood } from '../../src/learn/mood.js';
import { rhythm } from '../../src/learn/rhythm.js';
import { play } from '../../src/testing/play.js';
import { DAY, MINUTE, visitor } from '../journeys/journey.js';
import { follow } from './leavers.js';

const SILENT = { text: expect.stringMatching(/^Silent for/) };
const names = (decisions: readonly Decision[]) => decisions.map(({ name }) => name);
const plugins = (options?: AtRiskOptions) => [commerce(), care(), mood(), rhythm(), atRisk(options)];

/** Came every week, six times. */
function regular(options?: AtRiskOptions) {
  const person = visitor(plugins(options));
  person.track('page_view');
  for (let week = 0; week < 5; week++) {
    person.leave(7 * DAY);
    person.track('page_view');
  }
  return person;
}

describe('risk.enter', () => {
  it('comes when the silence has grown unusual, once', () => {
    const person = regular();
    const { riskFrom = null } = person.profile.slices.rhythm ?? {};
    expect(person.wait((riskFrom ?? 0) - person.now)).toEqual([]);
    const decisions = person.wait(300 * DAY);
    const risk = expect.closeTo(0.6, 6);
    expect(decisions[0]).toMatchObject({ name: 'risk.enter', data: { risk, reasons: [SILENT, { weight: -2.5 }] } });
    expect(names(decisions)).toEqual(['risk.enter', 'visitor.lapse']);
  });

  it('is decided at the return, with the page closed or opened with a touchpoint first', () => {
    const person = regular();
    expect(names(person.leave(23 * DAY))).toEqual(['risk.enter']);
    expect(names(person.track('page_view').decisions)).toEqual([]);
    const visit = { after: 7 * DAY, type: 'page_view' };
    const { decisions } = play(plugins(), [visit, visit, visit, { ...visit, after: 90 * DAY }, { type: 'page_view' }]);
    expect(names(decisions)).toEqual(['risk.enter', 'visitor.lapse']);
    expect(decisions[0]?.data).toMatchObject({ reasons: [SILENT, {}] });
  });

  it('comes at once with a bad answer, and earlier in silence with a friction', () => {
    const upset = regular();
    expect(names(upset.track('survey_answer', { kind: 'nps', score: 3 }).decisions)).toEqual(['risk.enter']);
    const troubled = regular();
    const calm = regular();
    expect(names(troubled.track('payment_error').decisions)).toEqual([]);
    const first = ({ wait }: typeof calm) => wait(60 * DAY)[0]?.at ?? Number.NaN;
    expect(first(troubled)).toBeLessThan(first(calm));
  });

  it('rests until the visitor is back, and then wants something new', () => {
    const person = regular();
    const answer = () => names(person.track('survey_answer', { kind: 'nps', score: 1 }).decisions);
    expect([answer(), answer()]).toEqual([['risk.enter'], []]);
    person.leave(DAY);
    expect(names(person.track('page_view').decisions)).toEqual([]);
    expect(answer()).toEqual(['risk.enter']);
    person.track('solve_issue');
    person.track('survey_answer', { kind: 'nps', score: 10 });
    person.leave(7 * DAY);
    expect(names(person.track('payment_error').decisions)).toEqual([]);
  });

  it('keeps to the threshold of the site', () => {
    const eager = regular({ threshold: 0.1 });
    expect(names(eager.track('payment_error').decisions)).toEqual(['risk.enter']);
  });

  it('leaves first visits alone', () => {
    const person = visitor(plugins());
    person.track('page_view');
    expect(person.wait(400 * DAY)).toEqual([]);
  });
});

describe('visitor.lapse', () => {
  it('says when the visitor was here and was expected, once a silence', () => {
    const person = regular();
    const { lastAt, expectedAt, lapsesAt } = person.profile.slices.rhythm ?? {};
    const lapse = person.wait(400 * DAY).filter(({ name }) => name === 'visitor.lapse');
    expect(lapse).toMatchObject([{ at: lapsesAt, data: { lastSeenAt: lastAt, expectedAt } }]);
    person.track('page_view');
    person.wait(MINUTE);
    person.track('page_view');
    expect(names(person.leave(400 * DAY))).toContain('visitor.lapse');
  });
});

describe('leavers and stayers of a simulation', () => {
  it('are told apart: more than half of the leavers before they leave, at most a fifth of the stayers', () => {
    const PEOPLE = 400;
    const share = (isLeaver: boolean) => {
      const warned = Array.from({ length: PEOPLE }, (_, index) => follow(7_000_000 + index, isLeaver).isWarned);
      return warned.filter(Boolean).length / PEOPLE;
    };
    expect(share(true)).toBeGreaterThan(0.5);
    expect(share(false)).toBeLessThanOrEqual(0.2);
  });
});
