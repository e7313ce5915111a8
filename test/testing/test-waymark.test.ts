// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { testKit } from './test-kit.js';

it('has a document', () => {
  expect(document.body).toBeTruthy();
});

testKit();
