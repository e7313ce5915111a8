import type { PluginList } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from '../../src/decide/nudge-options.js';
import { care } from '../../src/learn/care.js';
import { prompts } from '../../src/learn/prompts.js';
import { recent } from '../../src/learn/recent.js';
import { CEDAR, MINUTE, shopPlugins, visitor } from '../journeys/journey.js';

const CONTENT = { title: 'Still thinking of {item_name}?', code: 'CEDAR10' };

/** The data of a look at Cedar. */
export const LOOK = { currency: 'EUR', items: [CEDAR] };

/** A shop with nudges; the visitor has been there for a minute and is past awareness unless it says otherwise. */
export function shop(list: readonly Partial<NudgeOptions>[], terms: NudgeTerms = {}, id = 'visitor') {
  const made = list.map((one, index) =>
    nudge({ id: `n${index}`, when: { on: 'view_item' }, content: CONTENT, quietWhileAware: false, ...one }, terms),
  );
  const plugins: PluginList = [shopPlugins(), care(), recent(), prompts(), ...made];
  const person = visitor(plugins, { id });
  const about = (decisions: readonly Decision[]) =>
    decisions.flatMap<string | object>(({ name, data }) =>
      name === 'nudge.show' ? (data as { nudge: string }).nudge : name === 'nudge.hold' ? data : [],
    );
  const shown = (decisions: readonly Decision[]) => about(decisions).filter(one => typeof one === 'string');
  return {
    person,
    made,
    look: (data: object = LOOK) => about(person.track('view_item', data).decisions),
    shown: (type = 'view_item', data: object = LOOK) => shown(person.track(type, data).decisions),
    tell: (type: string, data: object = { nudge_id: 'n0' }) => about(person.track(type, data).decisions),
    wait: (ms: number) => shown(person.wait(ms)),
  };
}

/** Past the quiet first seconds. */
export function settled(...given: Parameters<typeof shop>) {
  const all = shop(...given);
  all.person.track('page_view', {});
  all.wait(MINUTE);
  return all;
}
