import type { TouchpointMap } from '../core/touchpoint.js';
import { type Arrival, type Channels, CLICK_ID, channelOf, parametersOf } from './channel.js';
import { inAppOf } from './in-app-of.js';
import { moreChannels } from './more-channels.js';

export interface ReadMoreOptions {
  /** Parameters of links that customers hand on, such as `ref`, beside `ref_code` and `referral_code`. Default: none. */
  readonly friends?: readonly string[];
  /** The app the visitor came with. Default: read from a referrer `android-app://…`, and nothing else is asked. */
  readonly inApp?: (arrival: Arrival) => string;
}

/** Parameters of advertising, affiliate, mail and referral systems that the built-in pattern does not know. */
const MORE_IDS =
  /^(gad_(source|campaignid)|gclsrc|ef_id|s_kwcid|srsltid|igsh(id)?|dicbo|cto_(pld|bundle)|vmcid|irgwc|awc|cjevent|ran(mid|siteid)|sscid|tduid|zanpid|admitad_uid|rfsn|clickref|aff(_?id)?|mc_[ce]id|_k[ex]|_hs(enc|mi)|mkt_tok|vero_(id|conv)|dm_i|oly_(anon|enc)_id|ml_subscriber(_hash)?|ck_subscriber_id|vgo_ee|bsft_\w{1,20}|(\w{1,20}_)?ref(erral)?_?code|raf)$/i;

/**
 * A closer look at an arrival, for `campaigns({ read: readMore() })`: `moreChannels`, fifty click ids by name, links of
 * friends and apps.
 */
export function readMore({
  friends = [],
  inApp = appOf,
}: ReadMoreOptions = {}): (arrival: Arrival, channels?: Channels) => TouchpointMap['campaign_details'] {
  const clickId = { test: (name: string) => CLICK_ID.test(name) || MORE_IDS.test(name) };
  return (arrival, channels = []) => {
    const details = channelOf(arrival, [...channels, ...moreChannels], clickId);
    const parameters = parametersOf(arrival.url);
    const isFriend = friends.some(name => parameters.get(name));
    const in_app = inApp(arrival);
    return { ...details, ...(isFriend && { channel: 'friend' }), ...(in_app && { in_app }) };
  };
}

function appOf({ referrer }: Arrival): string {
  return referrer.startsWith('android-app:') ? inAppOf(referrer) : '';
}
