import { expect, it } from 'vitest';
import { JOURNEY, visit } from './vendor-page.js';

/** Umami’s HTTP API, from a real browser: one event a request, in order. */
it('speaks Umami’s HTTP API by itself', async () => {
  const isSent = ({ path, method }: { readonly path: string; readonly method: string }) =>
    path === '/api/send' && method === 'POST';
  const asked = await visit(
    { setup: '', destination: `umami({ website: 'w1', url: origin + '/api/send' })` },
    entries => entries.filter(isSent).length >= JOURNEY.length,
  );
  const told = asked.filter(isSent).map(({ body }) => JSON.parse(body).payload);
  expect(asked.every(({ headers }) => headers['content-type'] === 'application/json')).toBe(true);
  expect(told.map(({ name }) => name)).toEqual([undefined, ...JOURNEY.slice(1).map(([type]) => type)]);
  expect(told[0]).toMatchObject({
    website: 'w1',
    title: 'Cedar',
    hostname: '127.0.0.1',
    timestamp: expect.any(Number),
  });
  expect(told[6]).toMatchObject({ data: { transaction_id: 'T-1', revenue: 438, currency: 'EUR' } });
});
