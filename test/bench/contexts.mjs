import { launch } from './launch.mjs';

/** One browser for all, started when it is first needed, and again after it died. */
export function browsers() {
  let shared;

  async function browser() {
    if (!shared?.isConnected()) shared = await launch();
    return shared;
  }

  return {
    version: async () => (await browser()).version(),
    /** For one subject: what it opened `tidy` closes. */
    own() {
      let opened = [];
      return {
        async newContext(options) {
          const context = await (await browser()).newContext(options);
          opened.push(context);
          return context;
        },
        async tidy() {
          const still = opened;
          opened = [];
          await Promise.all(still.map(context => context.close().catch(() => {}))); // It may be closed already.
        },
      };
    },
    close: async () => shared?.close(),
  };
}
