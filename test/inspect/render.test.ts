import { describe, expect, it } from 'vitest';
import { render } from '../../src/inspect/render.js';
import { section } from '../../src/inspect/section.js';
import { fakeWaymark } from './fake-waymark.js';
import { textOf } from './text-of.js';

const OPEN = { isOpen: true, touchpoints: [], decisions: [], ask: () => [], showMore: () => [] };

describe('render', () => {
  it('shows one button with a name while it is closed', () => {
    const [button, ...others] = render(fakeWaymark(), { ...OPEN, isOpen: false });
    expect(button).toMatchObject({ kind: 'button.reopen', attributes: { 'aria-label': 'Open Waymark' } });
    expect(others).toEqual([]);
  });

  it('is a complementary landmark that can be scrolled by keyboard', () => {
    const [sheet] = render(fakeWaymark(), OPEN);
    expect(sheet).toMatchObject({
      kind: 'aside',
      attributes: { role: 'complementary', 'aria-label': 'Waymark', tabindex: '0' },
    });
  });

  it('says the status in words', () => {
    expect(textOf(render(fakeWaymark(), OPEN))).toContain('recording');
    expect(textOf(render(fakeWaymark([], { status: 'pending' }), OPEN))).toContain('waits for consent');
    const consent = {
      functional: 'denied',
      analytics: 'denied',
      personalization: 'denied',
      advertising: 'denied',
    } as const;
    expect(textOf(render(fakeWaymark([], { status: 'pending', consent }), OPEN))).toContain('consent refused');
    expect(textOf(render(fakeWaymark([], { status: 'stopped' }), OPEN))).toContain('stopped');
  });

  it('says that there is nothing yet', () => {
    expect(textOf(render(fakeWaymark([]), OPEN)).filter(text => text === 'Nothing yet.')).toHaveLength(5);
  });

  it('takes what comes later in, before the delivery', () => {
    const showMore = () => [section('Later', () => [])];
    const titles = textOf(render(fakeWaymark([]), { ...OPEN, showMore })).filter(text =>
      /^(Touch|Later|Consent)/.test(text),
    );
    expect(titles).toEqual(['Touchpoints seen here', 'Later', 'Consent and delivery']);
  });

  it('keeps a section that fails to itself', () => {
    const diagnostics = () => {
      throw new Error('closed');
    };
    const text = textOf(render(fakeWaymark(undefined, { diagnostics }), OPEN));
    expect(text).toContain('This cannot be shown: Error: closed');
    expect(text).toContain('Triggers');
  });
});
