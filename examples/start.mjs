import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCollector } from './collector/server.mjs';
import { startStorefront } from './storefront/server.mjs';

const DIST = new URL('../dist/index.js', import.meta.url);

const collector = await openCollector();
const shop = await startStorefront({ port: Number(process.env.PORT ?? 4173), collector: collector.url });

console.log(`Shop       ${shop.url}`);
console.log(`Collector  ${collector.url}`);
if (!existsSync(DIST))
  console.log('Waymark is not built yet, so the shop runs without it. Build it with `npm run build` and reload.');

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

/** One process may have the database open; a second start gets one of its own. */
async function openCollector() {
  const port = Number(process.env.COLLECTOR_PORT ?? 4174);
  try {
    return await startCollector({ port });
  } catch (error) {
    if (!/lock/i.test(String(error))) throw error;
    return startCollector({
      port,
      file: fileURLToPath(new URL(`collector/data/collector-${process.pid}.duckdb`, import.meta.url)),
    });
  }
}

async function stop() {
  await Promise.all([shop.close(), collector.close()]);
}
