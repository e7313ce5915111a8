// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { type RegisterTest, testPlugin } from '../../src/testing/test-plugin.js';
import { ACTING, FITS, NAMES, odd, RIGHTS } from './broken.js';

describe('testPlugin', () => {
  it('registers every case with the `it` it is handed', async () => {
    const it = vi.fn<RegisterTest>();
    testPlugin(odd({ name: 'Acme CRM' }), { it });
    expect(it.mock.calls.map(([name]) => name)).toEqual([NAMES, FITS, RIGHTS]);
    await expect(it.mock.calls[0]?.[1]()).rejects.toThrow('Acme CRM');
  });

  it('skips what cannot be looked at', () => {
    const skip = vi.fn();
    const it = Object.assign(vi.fn<RegisterTest>(), { skip });
    testPlugin(odd({ acts: ['acme.offer'], act() {} }), { it });
    expect(skip).toHaveBeenCalledTimes(2);
    expect(skip.mock.calls[0]?.[0]).toBe(
      `${ACTING} (Hand the suite one of acme.offer as \`decisions\`, with its data.)`,
    );
  });

  it('takes the global one, and says so where there is none', () => {
    expect(() => testPlugin(odd({}))).toThrow('There is no `it` here');
    const it = vi.fn();
    vi.stubGlobal('it', it);
    testPlugin(odd({}));
    vi.unstubAllGlobals();
    expect(it).toHaveBeenCalledTimes(3);
  });
});
