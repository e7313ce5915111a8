// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exitIntent } from '../../src/capture/exit-intent.js';
import { type Captured, captureContext } from './capture-context.js';
import { find, goTo, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  exitIntent().capture?.(captured.context);
  showPage('<p>Wait</p>');
});
afterEach(() => captured.stop());

/** The mouse leaves what it was over. */
function leave(how: MouseEventInit = {}): void {
  find('p').dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -1, ...how }));
}

it('tells once an address that the mouse left by the upper edge', () => {
  leave();
  leave();
  expect(captured.tracked).toEqual([{ type: 'exit_intent', data: {} }]);
  goTo('/next');
  leave();
  expect(captured.tracked).toHaveLength(2);
});

it('tells nothing of a mouse that goes to another element, leaves elsewhere or drags, nor after a stop', () => {
  leave({ relatedTarget: document.body });
  leave({ clientY: 300 });
  leave({ buttons: 1 });
  captured.stop();
  leave();
  expect(captured.tracked).toEqual([]);
});
