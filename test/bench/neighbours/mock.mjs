import { serve } from '../serve.mjs';

const SOURCE = {
  source: {
    id: 'shop',
    name: 'Shop',
    writeKey: 'shop',
    enabled: true,
    workspaceId: 'shop',
    updatedAt: '2026-01-01T00:00:00.000Z',
    config: { statsCollection: { errors: { enabled: true }, metrics: { enabled: true } } },
    destinations: [],
    dataplanes: {},
  },
};
const SETTINGS = { integrations: { 'Segment.io': { apiKey: 'shop' } }, plan: {}, metrics: { sampleRate: 0 } };

/** What some of the hosts have to say; the others say `{}`. */
const ANSWERS = [
  [/^\/sourceConfig/, SOURCE],
  [/^\/v1\/projects\/.*\/settings/, SETTINGS],
  [/^\/2\/httpapi/, { code: 200, events_ingested: 1 }],
];

/**
 * The hosts of all neighbours in all visits: `http://<name>.<visit>.localhost`, which is this machine. Takes everything,
 * also what a page sends while it leaves, and keeps what was asked by visit and name.
 */
export async function serveMock() {
  const visits = new Map();
  const served = await serve((request, response) => {
    const { method, headers, url } = request;
    const [path] = url.split('?');
    const isScript = path.endsWith('.js');
    response.setHeader('access-control-allow-origin', headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'application/json');
    if (method === 'OPTIONS') return response.writeHead(204).end();
    const [name, visit] = headers.host.split('.');
    const asked = visits.get(visit)?.[name];
    if (asked) asked.push(`${method} ${path}`);
    const [, answer = {}] = ANSWERS.find(([pattern]) => pattern.test(path)) ?? [];
    request.resume().on('end', () => response.end(isScript ? '' : JSON.stringify(answer)));
  });
  return {
    close: served.close,
    port: new URL(served.origin).port,
    /** Begins to count for a visit; requests by name. */
    expect(visit, names) {
      const asked = Object.fromEntries(names.map(name => [name, []]));
      visits.set(visit, asked);
      return asked;
    },
  };
}
