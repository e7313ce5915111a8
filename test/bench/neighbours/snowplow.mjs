import { newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker';

const { add, mock } = window.neighbours;

newTracker('shop', mock('snowplow'), { appId: 'shop', bufferSize: 1 });
trackPageView();

add('snowplow', n => trackSelfDescribingEvent({ event: { schema: 'iglu:shop/view/jsonschema/1-0-0', data: { n } } }));
