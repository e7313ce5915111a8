/**
 * An HTTP answer as it goes over the wire, readable for every origin and closing the connection. A list repeats a header,
 * `null` leaves it out.
 *
 * @param {number | string} status
 * @param {Record<string, string | readonly string[] | null>} [headers]
 * @param {string} [body]
 */
export function answer(status, headers = {}, body = '') {
  const all = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
    'content-type': 'text/plain',
    'content-length': `${Buffer.byteLength(body)}`,
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => [value ?? []].flat().map(one => `${name}: ${one}\r\n`));
  return `HTTP/1.1 ${status} Said\r\n${lines.join('')}\r\n${body}`;
}

/** Everything was taken. */
export const TAKEN = answer(204, { 'content-length': null });

/** The same, in words a destination may hand on. */
export const HEALTHY = answer(200, {}, '{}');

/** What a picky server never takes. */
export const MARK = '"text":"marked"';
