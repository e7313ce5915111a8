import { createServer } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { HEALTHY, TAKEN } from './servers/answer.mjs';

/** Hosts that no resolver takes: a label may have 63 characters (RFC 1035, 2.3.4). Nobody is asked. */
const NOWHERE = `https://${'x'.repeat(64)}.invalid`;

/**
 * Plays one row of the corpus on a port of its own. Whatever a row points elsewhere points at `elsewhere`, which counts.
 *
 * @param {import('./servers.mjs').HostileServer} row
 */
export async function startHostile({ answers = [], greets, at = 'http' }) {
  const server = { url: '', requests: [], connections: 0, open: 0, elsewhere: 0, heal, close };
  const sockets = new Set();
  let isHealed = false;
  const elsewhere = createServer(socket => {
    server.elsewhere++;
    socket.destroy();
  });
  const listener = at === 'tls' ? createSecureServer({}, meet) : createServer({ allowHalfOpen: true }, meet);
  // Whoever speaks another protocol is cut off.
  listener.on('tlsClientError', () => {});
  const [port, other] = await Promise.all([listen(listener), listen(elsewhere)]);
  server.url = addressOf(at, port);
  if (at === 'closed') await new Promise(done => listener.close(done));

  function meet(socket) {
    server.connections++;
    server.open++;
    sockets.add(socket);
    socket.on('error', () => {}); // It was cut: so it shall be.
    socket.on('close', () => {
      server.open--;
      sockets.delete(socket);
    });
    socket.on('end', () => socket.end());
    if (greets && !isHealed) return play(socket, greets);
    let text = '';
    socket.setEncoding('latin1').on('data', chunk => {
      text += chunk;
      const request = read(text);
      if (!request) return;
      text = '';
      const turn = server.requests.length;
      server.requests.push({ ...request, at: performance.now(), isHealed });
      const wanted = answers[Math.min(turn, answers.length - 1)] ?? TAKEN;
      play(socket, isHealed ? HEALTHY : typeof wanted === 'function' ? wanted(request) : wanted);
    });
  }

  async function play(socket, script) {
    for (const step of [script].flat()) {
      if (socket.destroyed) return;
      if (step === 'hang') return;
      if (step === 'reset') return socket.resetAndDestroy();
      if (step.waitMs) await new Promise(done => setTimeout(done, step.waitMs));
      else if (step.drip) await drip(socket, step);
      else socket.write(typeof step === 'string' ? step.replaceAll('ELSEWHERE', `localhost:${other}`) : step);
    }
    socket.end();
    socket.resume();
  }

  function heal() {
    isHealed = true;
    // Whoever did not read hears now that the other side has gone.
    for (const socket of sockets) socket.resume();
  }

  function close() {
    for (const socket of sockets) socket.destroy();
    listener.close();
    elsewhere.close();
  }

  return server;
}

/** Writes a text again and again, `times` times at most. */
async function drip(socket, { drip: text, everyMs, times = Number.POSITIVE_INFINITY }) {
  for (let n = 0; n < times && !socket.destroyed; n++) {
    if (!socket.write(text)) await new Promise(done => socket.once('drain', done).once('close', done));
    if (everyMs) await new Promise(done => setTimeout(done, everyMs));
  }
}

/** A request once all of it is here. */
function read(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line, ...fields] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    fields
      .map(field => /^(.*?):\s*(.*)$/.exec(field)?.slice(1) ?? [])
      .map(([name = '', value]) => [name.toLowerCase(), value]),
  );
  const body = text.slice(end + 4);
  return body.length < Number(headers['content-length'] ?? 0) ? null : { method: line.split(' ')[0], headers, body };
}

function addressOf(at, port) {
  if (at === 'nowhere') return NOWHERE;
  return `${at === 'tls' || at === 'plain' ? 'https' : 'http'}://localhost:${port}`;
}

async function listen(server) {
  await new Promise(done => server.listen(0, 'localhost', done));
  return server.address().port;
}
