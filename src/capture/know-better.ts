import type { CaptureContext } from '../core/plugin.js';
import type { TouchpointMap } from '../core/touchpoint.js';
import { type Arrival, channelOf } from './channel.js';
import { readMore } from './read-more.js';
import { SOURCES } from './sources.js';

/** Labels of the longest host in the list. */
const LABELS = 6;
/** Channels that say little. */
const VAGUE = /^(referral|unassigned|paid-other)$/;

/** Tells an arrival once more, where the long list knows its channel better than the built-in table. */
export function knowBetter(
  arrival: Arrival,
  details: TouchpointMap['campaign_details'],
  track: CaptureContext['track'],
): void {
  const { channel: refines } = details;
  const channel = knownChannel(arrival);
  // What the site itself has told stays, unless that says little.
  const isOpen = VAGUE.test(refines) || channelOf(arrival).channel === refines;
  if (channel && channel !== refines && isOpen) track('campaign_details', { ...details, channel, refines });
}

/** Which channel an arrival comes by that the built-in table does not know; `null` where the long list does not, too. Pure. */
export function knownChannel(arrival: Arrival): string | null {
  const { channel, medium, source = '' } = readMore()(arrival);
  if (channel === 'own') return null;
  if (!VAGUE.test(channel)) return channel;
  // Words of the site itself say more than the host does.
  return medium === undefined ? channelOfHost(source) : null;
}

/** The longest known end of a host decides. */
function channelOfHost(host: string): string | null {
  const labels = host.toLowerCase().split('.').slice(-LABELS);
  const ends = labels.map((_, index) => labels.slice(index).join('.'));
  for (const end of ends)
    for (const [channel, hosts] of Object.entries(SOURCES)) if (` ${hosts} `.includes(` ${end} `)) return channel;
  return null;
}
