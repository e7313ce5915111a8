import { expect, it } from 'vitest';
import { visit } from './vendor-page.js';

/** A bulk request of Matomo's Tracking HTTP API, from a real browser: no preflight, and every touchpoint of the journey. */
it('speaks Matomo’s Tracking HTTP API by itself', async () => {
  const requestsOf = (bodies: readonly { readonly body: string; readonly path: string }[]) =>
    bodies
      .filter(({ path }) => path === '/matomo.php')
      .flatMap(({ body }) => JSON.parse(body).requests as string[])
      .map(request => Object.fromEntries(new URLSearchParams(request)));
  const asked = await visit(
    {
      setup: '',
      destination: `matomo({ url: origin + '/matomo.php', siteId: 3 })`,
      answer: () => ({ body: '{"status":"success","tracked":8,"invalid":0}' }),
    },
    entries => requestsOf(entries).length >= 8,
  );
  const [view, search, list, look, add, checkout, order, help] = requestsOf(asked);
  expect(asked.every(({ method, headers }) => method === 'POST' && !/json/.test(headers['content-type'] ?? ''))).toBe(
    true,
  );
  expect(view).toMatchObject({ action_name: 'Cedar', idsite: '3', rec: '1', cdt: expect.stringMatching(/^\d{10}$/) });
  expect(search).toMatchObject({ search: 'guitar' });
  expect(list).toMatchObject({ _pkc: 'Guitars', e_a: 'view_item_list' });
  expect(look).toMatchObject({ _pks: 'cedar', _pkn: 'Cedar', _pkc: '["Guitars"]', _pkp: '219', e_a: 'view_item' });
  // Nobody keeps the cart on this page.
  expect([add?.e_a, checkout?.e_a]).toEqual(['add_to_cart', 'begin_checkout']);
  expect(order).toMatchObject({ idgoal: '0', ec_id: 'T-1', revenue: '438', ec_tx: '70', ec_sh: '5' });
  expect(JSON.parse(order?.ec_items ?? '')).toEqual([['cedar', 'Cedar', ['Guitars'], 219, 2]]);
  expect(help).toMatchObject({ e_c: 'Waymark', e_a: 'view_help', e_n: 'strings', ca: '1' });
});
