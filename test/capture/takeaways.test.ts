// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeaways } from '../../src/capture/takeaways.js';
import { type Captured, captureContext } from './capture-context.js';
import { click, find, fire, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  takeaways().capture?.(captured.context);
  showPage(
    '<p data-waymark-coupon="CEDAR10">Ten off: <b>CEDAR10</b></p><button data-waymark-coupon="OAK5">Copy</button><i>secret</i>',
  );
});
afterEach(() => captured.stop());

const coupon = (code: string) => ({ type: 'copy_coupon', data: { coupon: code } });

it('tells the code whose text was copied, and no other copy', () => {
  fire('copy', find('b'));
  fire('copy', find('i'));
  expect(captured.tracked).toEqual([coupon('CEDAR10')]);
});

it('takes a click for a copy on a marked button alone', () => {
  click('b');
  click('button');
  expect(captured.tracked).toEqual([coupon('OAK5')]);
});

it('tells a print, and nothing after a stop', () => {
  fire('afterprint');
  captured.stop();
  fire('afterprint');
  fire('copy', find('b'));
  expect(captured.tracked).toEqual([{ type: 'print_page', data: {} }]);
});
