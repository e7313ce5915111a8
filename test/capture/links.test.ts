// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributes } from '../../src/capture/attributes.js';
import { links } from '../../src/capture/links.js';
import { type Captured, captureContext } from './capture-context.js';
import { click, find, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  location.href = 'https://www.shop.example/guitars';
  links({ own: ['pay.example'] }).capture?.(captured.context);
});
afterEach(() => captured.stop());

const outbound = (link_url: string) => ({
  type: 'click',
  data: { link_url, link_domain: new URL(link_url).hostname, outbound: true },
});
const file = (file_name: string, link_url: string, file_extension?: string) => ({
  type: 'file_download',
  data: { file_name, link_url, ...(file_extension && { file_extension }) },
});
const share = (method: string) => ({ type: 'share', data: { method } });

describe('a link', () => {
  it.each([
    ['<a href="https://luthier.example/ask?mail=a@b.co#top">', outbound('https://luthier.example/ask')],
    ['<a href="/catalogue.PDF?v=2">', file('catalogue.PDF', 'https://www.shop.example/catalogue.PDF', 'pdf')],
    ['<a href="https://files.example/a.zip">', file('a.zip', 'https://files.example/a.zip', 'zip')],
    ['<a download href="/tabs/one">', file('one', 'https://www.shop.example/tabs/one')],
    ['<a href="https://www.facebook.com/sharer/sharer.php?u=x">', share('facebook')],
    ['<a href="https://x.com/intent/post?text=x">', share('x')],
    ['<a href="https://wa.me/?text=x">', share('whatsapp')],
    ['<a href="https://www.pinterest.com/pin/create/button/?url=x">', share('pinterest')],
    ['<a href="mailto:?body=x" data-waymark-share="email">', share('email')],
    ['<button data-waymark-share>', share('other')],
  ])('%s is told', (html, expected) => {
    showPage(`${html}<b>Go</b>`);
    click('b');
    expect(captured.tracked).toEqual([expected]);
  });

  it.each([
    '<a href="/cedar">',
    '<a href="https://shop.example/cedar">',
    '<a href="https://help.shop.example/">',
    '<a href="https://secure.pay.example/">',
    '<a href="mailto:hello@shop.example">',
    '<a href="javascript:void 0">',
    '<a>',
    '<span>',
  ])('%s is none to tell', html => {
    showPage(`${html}<b>Go</b>`);
    click('b');
    expect(captured.tracked).toEqual([]);
  });

  it('is followed with the middle button, too, and not with the right one', () => {
    showPage('<a id="far" href="https://luthier.example/">Go</a>');
    for (const button of [1, 2]) find('a').dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button }));
    expect(captured.tracked.map(({ data }) => data.link_id)).toEqual(['far']);
  });

  it('is not heard after a stop', () => {
    showPage('<a href="https://luthier.example/">Go</a>');
    captured.stop();
    click('a');
    expect(captured.tracked).toEqual([]);
  });

  it.each([
    ['<button data-waymark-share="email">', { method: 'email' }],
    ['<a href="/a.pdf" data-waymark-file-download data-waymark-file-name="a.pdf">', { file_name: 'a.pdf' }],
  ])('%s is told once beside `attributes()`, whichever comes first', (html, said) => {
    attributes().capture?.(captured.context);
    const other = captureContext();
    for (const plugin of [attributes(), links()]) plugin.capture?.(other.context);
    showPage(`${html}<b>Go</b>`);
    click('b');
    expect(captured.tracked).toHaveLength(1);
    expect(captured.tracked[0]?.data).toMatchObject(said);
    expect(other.tracked).toEqual([]);
    other.stop();
  });

  it('leaves what else an attribute says of it', () => {
    attributes().capture?.(captured.context);
    showPage('<a href="https://luthier.example/" data-waymark-refer-friend><b>Go</b></a>');
    click('b');
    showPage('<a href="https://luthier.example/tabs" data-waymark-file-download><b>Go</b></a>');
    click('b');
    const types = captured.tracked.map(({ type }) => type);
    expect(types).toEqual(['click', 'refer_friend', 'click', 'file_download']);
  });
});
