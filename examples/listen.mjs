const TRIES = 20;

/**
 * Listens on loopback, on the next free port when this one is taken; port 0 takes any.
 *
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} The port it listens on.
 */
export async function listen(server, port) {
  for (let offset = 0; ; offset++) {
    try {
      return await listenOnce(server, port && port + offset);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || offset >= TRIES) throw error;
    }
  }
}

function listenOnce(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}

/** Stops listening and drops connections that are kept open. */
export function close(server) {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
