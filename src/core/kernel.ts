import { type CheckFunction, definePlugin, type Plugin } from './plugin.js';

/** What every instance knows without any plugin: identity, consent, corrections, campaigns and the change of stage. */
export const kernel: Plugin = /* @__PURE__ */ definePlugin({
  // Marked as pure above: else whoever only makes an empty profile would load the kernel, too.
  name: 'kernel',
  vocabulary: {
    identify: checkIdentity,
    correct: needs('slice'),
    consent_update: needs('choice'),
    reset: needs('visitor_id'),
    overflow: needs('count'),
    campaign_details: needs('channel'),
  },
  slice: {
    name: 'identity',
    version: 1,
    initial: { userId: null, traits: {} },
    reduce(state, touchpoint) {
      if (touchpoint.type !== 'identify') return state;
      const { user_id: userId, traits } = touchpoint.data;
      // Another person's traits are not this one's.
      return { userId, traits: { ...(userId === state.userId && state.traits), ...traits } };
    },
  },
  triggers: [
    {
      name: 'stage',
      decision: 'stage.enter',
      when({ stageChange, profile: { stage } }) {
        if (!stageChange || !stage) return null;
        const { name: to, ...rest } = stage;
        return { ...stageChange, to, ...rest };
      },
    },
  ],
});

/** An e-mail address, or an at sign that hides under escapes. */
const EMAIL = /@[^@]*[.。]|%\d*40|&#/i;

/** Checks an `identify`: `user_id` is an id of the site's own and no e-mail address; a number becomes a text. Pure. */
export function checkIdentity(data: Parameters<CheckFunction>[0]): ReturnType<CheckFunction> {
  const { user_id: id } = data;
  // As a text all that is known of a person would be the same id for everybody.
  if (Object(id) === id) return '`user_id` must be a text';
  if (EMAIL.test(`${id}`.normalize('NFKC'))) return '`user_id` looks like an e-mail address: hash it';
  // A shop's own number is the same person, said as a number or as a text.
  return typeof id === 'number' ? { ...data, user_id: `${id}` } : needs('user_id')(data);
}

function needs(field: string): CheckFunction {
  return data => (data[field] ? data : `\`${field}\` is missing`);
}
