const LIMIT = 65_536;

/**
 * A stand-in for Google Analytics on this machine: counts what the page's `gtag` received.
 * `POST /ga` takes `{ name }`, `GET /ga` answers `{ events, byName }`, `DELETE /ga` starts anew.
 */
export function countGa4() {
  /** @type {Map<string, number>} */
  const byName = new Map();
  return async (request, response) => {
    if (request.method === 'POST') {
      const name = nameIn(await read(request));
      if (name) byName.set(name, (byName.get(name) ?? 0) + 1);
      response.writeHead(name ? 204 : 400).end();
    } else if (request.method === 'DELETE') {
      byName.clear();
      response.writeHead(204).end();
    } else {
      const events = [...byName.values()].reduce((sum, count) => sum + count, 0);
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ events, byName: Object.fromEntries(byName) }));
    }
  };
}

async function read(request) {
  let text = '';
  for await (const chunk of request) {
    if (text.length < LIMIT) text += chunk;
  }
  return text;
}

function nameIn(text) {
  try {
    const { name } = JSON.parse(text);
    return typeof name === 'string' && name.length <= 40 ? name : '';
  } catch {
    return '';
  }
}
