import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './named-logs.js';

/** The flags and files of a command. Ends it with how it is used for `--help`, and where a flag is none of its own. */
export function readFlags<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // What Node says more is how to name a file that begins with a dash.
    const [sentence = ''] = (error as Error).message.split(/\n|\.? To specify/);
    return fail(`${sentence}. Usage: ${usage}`);
  }
}
