import { expect, it } from 'vitest';
import { visit } from './vendor-page.js';

/** Where Google's script is not on npm, the queue it reads is what it is told. */
interface Counted {
  /** How often each event is told to Google, by the number the page gave it. */
  readonly told: Readonly<Record<string, number>>;
  readonly touchpoints: number;
  readonly problems: readonly unknown[];
}

/** What Google reads out of an entry of the queue: the number of an event. */
const READERS = {
  ga4: `entry => entry[0] === 'event' ? entry[2].items[0].index : entry.ecommerce?.items?.[0].index`,
  gtm: `entry => entry.ecommerce?.items?.[0].index ?? (entry[0] === 'event' ? entry[2].items[0].index : undefined)`,
};

it.each(['ga4', 'gtm'] as const)('counts each of 100 events once, with `dataLayer()` beside `%s()`', async name => {
  const asked = await visit(
    {
      setup: `
        import { dataLayer as capture } from '../../src/capture/index.js';
        window.dataLayer = [];
        window.gtag = function () { window.dataLayer.push(arguments); };
        const itemOf = index => ({ items: [{ item_id: 'cedar', index }] });
        // Told before the start.
        for (let n = 0; n < 20; n++) gtag('event', 'view_item', itemOf(n));`,
      destination: `${name}(), capture()`,
      journey: [],
      after: `
        let touchpoints = 0;
        waymark.on('touchpoint', () => touchpoints++);
        const wait = () => new Promise(resolve => setTimeout(resolve, 300));
        for (let n = 20; n < 40; n++) gtag('event', 'add_to_cart', itemOf(n));
        for (let n = 40; n < 60; n++) window.dataLayer.push({ ecommerce: null }, { event: 'select_item', ecommerce: itemOf(n) });
        await wait();
        for (let n = 60; n < 100; n++) waymark.track('add_to_wishlist', itemOf(n));
        await waymark.flush();
        await wait();
        const told = {};
        for (const entry of window.dataLayer) {
          const n = (${READERS[name]})(entry);
          if (n !== undefined) told[n] = (told[n] ?? 0) + 1;
        }
        await fetch('/counted', { method: 'POST', body: JSON.stringify({ told, touchpoints, problems: window.problems }) });`,
    },
    entries => entries.some(({ path }) => path === '/counted'),
  );
  const { told, touchpoints, problems } = JSON.parse(
    asked.find(({ path }) => path === '/counted')?.body ?? '',
  ) as Counted;
  expect(problems).toEqual([]);
  expect(Object.keys(told)).toHaveLength(100);
  expect(new Set(Object.values(told))).toEqual(new Set([1]));
  // Those before the start were heard, too, before anybody listened.
  expect(touchpoints).toBe(80);
});
