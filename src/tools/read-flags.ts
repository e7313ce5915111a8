import { type ParseArgsConfig, parseArgs } from 'node:util';
import { fail } from './named-logs.js';

/** The flags and files of a command. Ends it with how it is used for `--help` and `-h`, and where a flag is none of its own. */
export function readFlags<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  if (['--help', '-h'].some(flag => process.argv.includes(flag))) {
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

/** A flag that is a number between two others. Ends the command where it is none. */
export function numberIn(
  flag: string,
  value: string,
  { above, below = Number.POSITIVE_INFINITY }: { readonly above: number; readonly below?: number },
): number {
  const number = Number(value);
  if (number > above && number < below) return number;
  return refuse(flag, value, `a number above ${above}${below < Number.POSITIVE_INFINITY ? ` and below ${below}` : ''}`);
}

/** Ends a command one of whose flags cannot be meant. */
export function refuse(flag: string, value: string, wanted: string): never {
  return fail(`\`--${flag}\` is "${value}". Give ${wanted}.`);
}
