import { AnalyticsBrowser } from '@segment/analytics-next';

const { add, mock } = window.neighbours;
const { host } = new URL(mock('segment'));

const analytics = AnalyticsBrowser.load(
  { writeKey: 'shop', cdnURL: mock('segment') },
  { integrations: { 'Segment.io': { apiHost: `${host}/v1`, protocol: 'http' } } },
);
analytics.page();

add('segment', n => analytics.track('view', { n }));
