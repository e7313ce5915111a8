import { freeze } from './freeze.js';
import { kernel } from './kernel.js';
import { type AnySlice, type AnyTrigger, flatten, type Plugin, type PluginList, type Vocabulary } from './plugin.js';
import { WaymarkError } from './problem.js';
import type { Profile } from './profile.js';
import { PURPOSES } from './purpose.js';
import type { NamedStage } from './stage.js';
import type { StageModel, StageView } from './stage-model.js';

/** What the plugins of an instance amount to, in the order they act. */
export interface Rules {
  /** The kernel first. */
  readonly plugins: readonly Plugin[];
  readonly vocabulary: Vocabulary;
  /** The plugins that own a slice. */
  readonly slices: readonly (Plugin & { readonly slice: AnySlice })[];
  /** Higher priority first. */
  readonly triggers: readonly { readonly plugin: Plugin; readonly trigger: AnyTrigger }[];
  /** The one stage model, with what the view calls each micro-stage. */
  readonly stages: {
    readonly plugin: Plugin;
    readonly model: StageModel;
    readonly names: Readonly<Record<string, NamedStage>>;
  } | null;
  /** Version of every slice by name. */
  readonly versions: Readonly<Record<string, number>>;
  /** Changes when a stored profile can no longer be used as it is. */
  readonly hash: string;
}

export interface RuleOptions {
  /** Name of a view of the stage model, or a view of one's own. Default: the model's first view. */
  readonly view?: string | StageView;
}

/**
 * Gathers plugins into rules; the kernel comes first. Pure.
 * Throws `WaymarkError` for a combination that cannot work.
 */
export function gatherRules(list: PluginList, { view }: RuleOptions = {}): Rules {
  const plugins = [kernel, ...flatten(list)];
  checkOwners(plugins);
  const slices = plugins.filter((plugin): plugin is Rules['slices'][number] => !!plugin.slice);
  const triggers = plugins
    .flatMap(plugin => (plugin.triggers ?? []).map(trigger => ({ plugin, trigger })))
    .sort((a, b) => (b.trigger.priority ?? 0) - (a.trigger.priority ?? 0));
  const versions = Object.fromEntries(slices.map(({ slice }) => [slice.name, slice.version]));
  // Whoever declares a type first checks it.
  const vocabulary: Vocabulary = Object.assign({}, ...plugins.map(plugin => plugin.vocabulary).reverse());
  const plugin = plugins.find(({ stageModel }) => stageModel);
  const model = plugin?.stageModel;
  if (view && !model) refuse('view-alone', 'A `view` needs a stage model. Add `stages()`.');
  const stages = plugin && model ? { plugin, model, names: model.names?.(view) ?? {} } : null;
  const hash = JSON.stringify([versions, model?.name, stages?.names]);
  return { plugins, vocabulary, slices, triggers, stages, versions, hash };
}

/** The profile of a visitor nothing is known about. Pure. */
export function initialProfile(rules: Rules, visitorId: string): Profile {
  const slices = Object.fromEntries(rules.slices.map(({ slice }) => [slice.name, slice.initial]));
  return freeze({ visitorId, firstSeenAt: null, lastSeenAt: null, session: null, stage: null, slices, fired: {} });
}

/** Every thing has one owner, and whoever reads a slice comes after its owner. */
function checkOwners(plugins: readonly Plugin[]): void {
  const owners: Record<string, string> = {};
  plugins.forEach((plugin, index) => {
    const { name, purpose, needs = [], slice, stageModel, triggers = [] } = plugin;
    const by = `plugin "${name}" (number ${index})`;
    if (typeof plugin === 'function' || typeof name !== 'string' || !name)
      refuse(
        'plugin-odd',
        `Number ${index} in \`plugins\` is no plugin. ${typeof plugin === 'function' ? `Call it: \`${name}()\`` : 'Give it a `name`'}.`,
      );
    if (purpose && !PURPOSES.includes(purpose))
      refuse('purpose-unknown', `\`purpose\` of ${by} is "${purpose}". Purposes are ${PURPOSES}.`);
    if (!Array.isArray(needs) || !Array.isArray(triggers))
      refuse('plugin-odd', `\`needs\` or \`triggers\` of ${by} is no list. Put it into \`[]\`.`);
    if ((slice && !slice.reduce) || triggers.some(trigger => !trigger?.when) || (stageModel && !stageModel.infer))
      refuse('plugin-odd', `A slice, trigger or stage model of ${by} lacks its \`reduce\`, \`when\` or \`infer\`.`);
    for (const need of needs) {
      if (!owners[`slice "${need}"`])
        refuse(
          'slice-missing',
          `Plugin "${name}" reads slice "${need}", which no plugin before it owns. Add its owner earlier in \`plugins\`.`,
        );
    }
    const things = [
      `plugin "${name}"`,
      slice && `slice "${slice.name}"`,
      stageModel && 'a stage model',
      ...triggers.map(trigger => `trigger "${trigger.name}"`),
    ];
    for (const thing of things) {
      if (!thing) continue;
      if (owners[thing]) refuse('twice', `${owners[thing]} and ${by} both bring ${thing}. Leave one out or rename it.`);
      owners[thing] = by;
    }
  });
}

function refuse(code: string, message: string): never {
  throw new WaymarkError(code, message);
}
