import * as Sentry from '@sentry/browser';

const { add, mock } = window.neighbours;

Sentry.init({
  dsn: mock('sentry', '/1').replace('//', '//shop@'),
  tracesSampleRate: 1,
  // A stream of spans is cut by a timer, so that its requests are never the same twice.
  traceLifecycle: 'static',
  // What anybody writes to the console as an error becomes a request of Sentry's.
  integrations: [Sentry.browserTracingIntegration(), Sentry.captureConsoleIntegration({ levels: ['warn', 'error'] })],
});

add('sentry', n => Sentry.captureMessage(`view ${n}`));
