// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { pageObject } from '../../src/destinations/page-object.js';

const page = window as { acme?: object };

afterEach(() => void Reflect.deleteProperty(page, 'acme'));

describe('pageObject', () => {
  it('finds an object by its name, once it can do what is asked', () => {
    const find = pageObject<{ track?: () => void }>('acme', 'track');
    expect(find()).toBeUndefined();
    page.acme = {};
    expect(find()).toBeUndefined();
    expect(pageObject('acme')()).toBe(page.acme);
    page.acme = { track() {} };
    expect(find()).toBe(page.acme);
  });
});
