import { createWaymark } from 'waymark';
import { attention, pages, pageTypes } from 'waymark/capture';

export const flags = window.flags ?? {};
/** Every touchpoint that was committed, in order, of every instance of this page. */
window.told = [];
window.instances = [];
/** What went wrong on this page. */
window.wrong = [];
addEventListener('error', ({ message }) => window.wrong.push(message));
addEventListener('unhandledrejection', ({ reason }) => window.wrong.push(String(reason)));

/** How long the shop takes for data, ms. */
export const DATA_MS = 200;
export const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

const plugins = () => [pages(), attention(), flags.types && pageTypes(flags.types)];
const kept = flags.kept && plugins();

export function start() {
  const waymark = createWaymark({
    site: 'routers',
    automation: 'allow',
    consent: { default: flags.isPending ? {} : { analytics: 'granted' } },
    plugins: kept || plugins(),
  });
  waymark.on('touchpoint', touchpoint => window.told.push(touchpoint));
  waymark.on('problem', ({ message }) => window.wrong.push(message));
  window.w = waymark;
  window.instances.push(waymark);
  return waymark;
}
