import * as amplitude from '@amplitude/analytics-browser';

const { add, mock } = window.neighbours;

amplitude.init('0123456789abcdef0123456789abcdef', {
  serverUrl: mock('amplitude', '/2/httpapi'),
  remoteConfig: { serverUrl: mock('amplitude', '/config') },
  diagnosticsServerUrl: mock('amplitude', '/diagnostics'),
  flushQueueSize: 1,
  flushIntervalMillis: 50,
  autocapture: { pageViews: true, sessions: true, elementInteractions: true, networkTracking: true },
});

add('amplitude', n => amplitude.track('view', { n }));
