// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { paint } from '../../src/inspect/paint.js';
import { sketch } from '../../src/inspect/sketch.js';

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement('div');
});

describe('paint', () => {
  it('makes elements with classes, attributes, styles and text', () => {
    paint(root, [sketch('li.row', [sketch('b', 'Cart'), sketch('i', '', { style: 'width:30%', role: 'img' })])]);
    const item = root.firstElementChild;
    expect(item?.localName).toBe('li');
    expect(item?.className).toBe('row');
    expect(item?.textContent).toBe('Cart');
    expect(root.querySelector('i')?.style.width).toBe('30%');
    expect(item?.lastElementChild?.getAttribute('role')).toBe('img');
  });

  it('takes text as text', () => {
    paint(root, [sketch('p', '<img src=x onerror=alert(1)>')]);
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('keeps elements whose kind is the same and changes their text', () => {
    paint(root, [sketch('p', 'before'), sketch('p', 'gone')]);
    const [first] = root.children;
    paint(root, [sketch('p', 'after')]);
    expect(root.children[0]).toBe(first);
    expect([...root.children].map(child => child.textContent)).toEqual(['after']);
  });

  it('replaces an element by one of another kind', () => {
    paint(root, [sketch('p', 'none'), sketch('small', 'end')]);
    paint(root, [sketch('ul', [sketch('li', 'one')]), sketch('small', 'end')]);
    expect([...root.children].map(child => child.localName)).toEqual(['ul', 'small']);
  });

  it('lets an element with an id move among its siblings', () => {
    paint(root, [sketch('details', 'a', { id: 'a' }), sketch('details', 'b', { id: 'b' })]);
    const [a, b] = root.children;
    paint(root, [
      sketch('details', 'new', { id: 'c' }),
      sketch('details', 'b', { id: 'b' }),
      sketch('details', 'a', { id: 'a' }),
    ]);
    expect([...root.children].map(child => child.textContent)).toEqual(['new', 'b', 'a']);
    expect([root.children[1], root.children[2]]).toEqual([b, a]);
  });

  it('touches nothing that is right already', async () => {
    const tree = [sketch('ul', [sketch('li', 'one', { 'data-tone': 'good' })])];
    paint(root, tree);
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver(records => seen.push(...records));
    observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    paint(root, tree);
    seen.push(...observer.takeRecords());
    observer.disconnect();
    expect(seen).toEqual([]);
  });
});
