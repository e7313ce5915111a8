// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Panel, type PanelOptions, panel } from '../../src/inspect/index.js';
import { CEDAR, type FakeWaymark, fakeWaymark } from './fake-waymark.js';

let waymark: FakeWaymark;
let shown: Panel;
let frames: FrameRequestCallback[];

function start(options?: PanelOptions): ShadowRoot {
  shown = panel(waymark, options);
  return shadow();
}

function shadow(): ShadowRoot {
  const root = document.body.lastElementChild?.shadowRoot;
  if (!root) throw new Error('There is no panel.');
  return root;
}

function nextFrame(): void {
  for (const draw of frames.splice(0)) draw(0);
}

function press(key: string): void {
  shadow().activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
}

beforeEach(() => {
  waymark = fakeWaymark();
  frames = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
});

afterEach(() => {
  shown.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('panel', () => {
  it('opens with what Waymark knows, styled without a style element', () => {
    waymark.happen('view_item', { items: [CEDAR] });
    const root = start();
    expect(root.querySelector('aside')?.textContent).toContain('Awareness');
    expect(root.adoptedStyleSheets).toHaveLength(1);
    expect(root.querySelector('style')).toBeNull();
  });

  it('starts closed when told to, with a button that opens it', () => {
    const root = start({ open: false });
    expect(root.querySelector('aside')).toBeNull();
    root.querySelector('button')?.click();
    expect(root.querySelector('aside')).not.toBeNull();
  });

  it('starts as its button where it would cover the page', () => {
    vi.stubGlobal('innerWidth', 640);
    expect(start().querySelector('aside')).toBeNull();
    shown.remove();
    expect(start({ open: true }).querySelector('aside')).not.toBeNull();
  });

  it('opens, closes and toggles by call, without taking the focus', () => {
    const root = start();
    shown.close();
    expect(root.querySelector('aside')).toBeNull();
    shown.toggle();
    shown.open();
    expect(root.querySelector('aside')).not.toBeNull();
    expect(root.activeElement).toBeNull();
  });

  it('hands the focus on when it closes and opens under it', () => {
    const root = start();
    root.querySelector<HTMLElement>('.close')?.focus();
    press('Escape');
    expect(root.querySelector('aside')).toBeNull();
    expect(root.activeElement?.className).toBe('reopen');
    root.querySelector('button')?.click();
    expect(root.activeElement?.className).toBe('close');
  });

  it('shows touchpoints and decisions as they happen, newest first', () => {
    const root = start();
    waymark.happen('search', { search_term: 'beginner' });
    waymark.happen('view_item', { items: [CEDAR] });
    nextFrame();
    const text = root.textContent ?? '';
    expect(text.indexOf('View item')).toBeLessThan(text.indexOf('beginner'));
    expect(text).toContain('stage.enter');
  });

  it('keeps the last 30 touchpoints, also while it is closed', () => {
    const root = start({ open: false });
    for (let count = 0; count < 40; count++) waymark.happen('search', { search_term: `term ${count}` });
    shown.open();
    expect(root.textContent).toContain('term 39');
    expect(root.textContent).toContain('term 10');
    expect(root.textContent).not.toContain('term 9');
  });

  it('draws once a frame however much happens, and not at all while it is closed', () => {
    start();
    for (let count = 0; count < 5; count++) waymark.happen('view_item', { items: [CEDAR] });
    expect(frames).toHaveLength(1);
    nextFrame();
    shown.close();
    waymark.happen('view_item', { items: [CEDAR] });
    vi.advanceTimersByTime(60_000);
    expect(frames).toHaveLength(0);
  });

  it('looks again by itself, for conditions ripen with time', () => {
    start();
    vi.advanceTimersByTime(2_000);
    expect(frames).toHaveLength(1);
  });

  it('looks no more once the instance has stopped, and leaves its last word', () => {
    const root = start();
    Object.assign(waymark, { status: 'stopped' });
    vi.advanceTimersByTime(2_000);
    nextFrame();
    vi.advanceTimersByTime(60_000);
    expect(frames).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(root.querySelector('aside')?.textContent).toContain('topped');
  });

  it('keeps a trigger folded out and focused when something happens', () => {
    const root = start();
    const details = root.querySelector('details');
    const summary = root.querySelector('summary');
    details?.setAttribute('open', '');
    summary?.focus();
    waymark.happen('view_item', { items: [CEDAR] });
    nextFrame();
    expect(root.querySelector('details')?.hasAttribute('open')).toBe(true);
    expect(root.activeElement).toBe(summary);
  });

  it('keeps its clicks and keys to itself', () => {
    const seen: string[] = [];
    for (const type of ['click', 'keydown']) document.addEventListener(type, () => seen.push(type));
    const root = start();
    root.querySelector<HTMLElement>('.close')?.focus();
    press('Tab');
    root.querySelector('button')?.click();
    expect(seen).toEqual([]);
  });

  it('shows what is known as soon as that is loaded, with no need of anything to happen', async () => {
    waymark.happen('view_item', { items: [CEDAR] });
    const root = start();
    expect(root.textContent).not.toContain('Looked at');
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    nextFrame();
    expect(root.textContent).toContain('Looked at');
  });

  it('shows everything else where that cannot be loaded', async () => {
    vi.resetModules();
    vi.doMock('../../src/inspect/show-more.js', () => {
      throw new Error('offline');
    });
    try {
      const again = await import('../../src/inspect/panel.js');
      shown = again.panel(waymark);
      await vi.waitFor(() => expect(frames).toHaveLength(1));
      nextFrame();
      expect(shadow().textContent).toContain('Consent and delivery');
      expect(shadow().textContent).not.toContain('What is known');
    } finally {
      vi.doUnmock('../../src/inspect/show-more.js');
      vi.resetModules();
    }
  });

  it('draws nothing that is loaded after it was removed', async () => {
    start();
    shown.remove();
    await import('../../src/inspect/show-more.js');
    await Promise.resolve();
    expect(frames).toHaveLength(0);
  });

  it('leaves nothing behind', () => {
    const before = document.body.children.length;
    start();
    waymark.happen('view_item', { items: [CEDAR] });
    shown.remove();
    shown.open();
    expect(document.body.children).toHaveLength(before);
    expect(waymark.listening).toBe(0);
    expect(frames).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
