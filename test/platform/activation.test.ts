// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { whenActivated } from '../../src/platform/activation.js';

const controllers: AbortController[] = [];
const signal = () => {
  const controller = new AbortController();
  controllers.push(controller);
  return controller.signal;
};

afterEach(() => {
  for (const controller of controllers.splice(0)) controller.abort();
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'prerendering');
});

describe('whenActivated', () => {
  it('runs at once on a page that is shown', () => {
    const run = vi.fn();
    whenActivated(run, signal());
    expect(run).toHaveBeenCalledOnce();
  });

  it('runs at once on a page with an element called `prerendering`', () => {
    Object.defineProperty(document, 'prerendering', { value: document.createElement('form'), configurable: true });
    const run = vi.fn();
    whenActivated(run, signal());
    expect(run).toHaveBeenCalledOnce();
  });

  it('waits on a prerendered page until it is shown', () => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    const run = vi.fn();
    whenActivated(run, signal());
    expect(run).not.toHaveBeenCalled();
    document.dispatchEvent(new Event('prerenderingchange'));
    expect(run).toHaveBeenCalledOnce();
  });
});
