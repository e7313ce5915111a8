// @vitest-environment node
import { expect, it } from 'vitest';
import { testKit } from './test-kit.js';

it('has no document', () => {
  expect(typeof document).toBe('undefined');
});

testKit();
