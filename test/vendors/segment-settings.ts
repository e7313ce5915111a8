/** What Segment's library loads about a source, as Segment's own server says it. */
export const SEGMENT_SETTINGS: string = JSON.stringify({
  integrations: { 'Segment.io': { apiKey: 'key', apiHost: 'api.invalid/v1', versionSettings: { componentTypes: [] } } },
  plan: { track: { __default: { enabled: true } } },
});
