import posthog from 'posthog-js';

const { add, mock } = window.neighbours;

posthog.init('phc_shop', {
  api_host: mock('posthog'),
  // One request an event, so that requests can be counted.
  request_batching: false,
  // What drives the browser says so.
  opt_out_useragent_filter: true,
  autocapture: true,
  capture_pageview: 'history_change',
  capture_exceptions: true,
  capture_performance: { web_vitals: true, network_timing: true },
});

add('posthog', n => posthog.capture('view', { n }));
