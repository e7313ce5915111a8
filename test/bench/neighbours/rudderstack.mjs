// With its plugins in the package, where the other build loads them from a host.
import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

const { add, mock } = window.neighbours;
const analytics = new RudderAnalytics();

analytics.load('shop', mock('rudderstack'), { configUrl: mock('rudderstack'), logLevel: 'ERROR' });
analytics.page();

add('rudderstack', n => analytics.track('view', { n }));
