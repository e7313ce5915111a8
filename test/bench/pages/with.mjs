import { http } from '../../../src/destinations/index.ts';
import { createWaymark } from '../../../src/index.ts';
import { storefront } from '../../../src/storefront.ts';
import { hold, sayReady } from './hold.mjs';

const catalog = Array.from({ length: 200 }, (_, index) => ({
  item_id: `p${index}`,
  item_name: `Product ${index}`,
  item_category: `c${index % 8}`,
  price: 10 + index,
}));
const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };

await hold();
performance.mark('create');
const waymark = createWaymark({
  site: 'bench',
  automation: 'allow',
  rate: Number.POSITIVE_INFINITY,
  consent: { default: all },
  plugins: [storefront({ catalog }), http({ url: `/collect${location.search}` })],
});
performance.mark('created');
window.waymark = waymark;
/** Tracks the view of one of 200 products. */
window.view = index => {
  const { price, ...item } = catalog[index % catalog.length];
  return waymark.track('view_item', { currency: 'EUR', value: price, items: [{ ...item, price }] });
};
/** Resolves with the next touchpoint that is committed. */
window.committed = () =>
  new Promise(resolve => {
    const stop = waymark.on('touchpoint', touchpoint => {
      stop();
      resolve(touchpoint);
    });
  });
await waymark.ready;
performance.mark('ready');
sayReady();
