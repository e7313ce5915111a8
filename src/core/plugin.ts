import type { Problem } from './problem.js';
import type { Profile, Slice, SliceMap, SliceName } from './profile.js';
import type { Purpose } from './purpose.js';
import type { StageModel } from './stage-model.js';
import type { Row, Touchpoint, TouchpointMap, TouchpointType } from './touchpoint.js';
import type { Decision, DecisionMap, DecisionName, Prompt, Situation, Trigger } from './trigger.js';

export type AnySlice = { [K in SliceName]: Slice<K> }[SliceName];
export type AnyTrigger = { [K in DecisionName]: Trigger<K> }[DecisionName];

/** Stops what was started. `isKept`: what was tracked stays, for the visitor has granted something. */
export type Cleanup = (isKept?: boolean) => void;

/** The part of Standard Schema that is read. Source: standardschema.dev, version 1. */
export interface StandardSchema {
  readonly '~standard': {
    readonly validate: (value: unknown) => unknown;
  };
}

/** Pure. Returns the data, put right where that is safe, or a sentence that says what is wrong with it. */
export type CheckFunction = (data: Readonly<Record<string, unknown>>) => object | string;

/** Touchpoint types with their checks. */
export type Vocabulary = { readonly [K in TouchpointType]?: CheckFunction | StandardSchema };

export interface TrackOptions {
  /** Epoch ms, for what happened earlier or elsewhere. Default: now. */
  readonly at?: number;
  /** Where it happened if not on this site: `offline`, `phone`, `store`, `pos`, or a word of your own, at most 40 letters, digits, `-` or `:`. */
  readonly channel?: string;
}

/** What a plugin gets while it runs. */
export interface PluginContext {
  /** Aborted when the plugin must stop. */
  readonly signal: AbortSignal;
  readonly site: string;
  readonly profile: Profile;
  problem(code: string, message: string): void;
}

export interface CaptureContext extends PluginContext {
  /** Never throws. The touchpoint's id, or `null` when it was not taken. */
  track<K extends TouchpointType>(type: K, data: TouchpointMap[K], options?: TrackOptions): string | null;
}

export interface ActContext extends CaptureContext {
  /** For a decision that is said to the visitor: how it went. */
  readonly prompt?: Prompt;
}

export interface DeliverContext extends PluginContext {
  /** The page is going away: this is the last chance to send. */
  readonly final: boolean;
  /**
   * Posts text through the page's one transport; the answer can be returned from `deliver` as it is. `headers` are for
   * systems that insist on them: their server is asked for leave first, which costs a request.
   */
  send(url: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Delivered>;
}

/** What became of a batch. Nothing returned: all of it was taken. */
export interface Delivered {
  /** How many rows from the start of the batch were taken. Default: all, or none with `retryAfterMs` or `blocked`. */
  readonly accepted?: number;
  /** `seq` of rows that will never be taken, or `true` for the whole batch, which then goes in parts until the row that spoils it is found. They are counted as dropped (`rejected`). */
  readonly rejected?: readonly number[] | true;
  /** The whole batch was refused for its size alone: it goes in smaller parts, and only a row that is too large alone is dropped. */
  readonly tooLarge?: boolean;
  /** How long to wait before the next try, ms; 1 s to 24 h. */
  readonly retryAfterMs?: number;
  /** Nobody answered: no network, or something blocks the address, which is then tried once an hour. */
  readonly blocked?: boolean;
}

/**
 * What the data of a decision whose verb is `arm` holds at least: another decision becomes due while nobody may be there to
 * make it, so somebody else waits for it. One arm a `key` stands: a later one replaces it, one with the verb `disarm` ends it.
 */
export interface Armed {
  /** Unique over all visitors; the same for every arm of one thing. */
  readonly key: string;
  /** The decision that becomes due. */
  readonly decision: DecisionName;
  /** When, epoch ms by the visitor's clock. */
  readonly dueAt: number;
  /** A link that brings the visitor back to where it was left. */
  readonly restoreUrl?: string;
}

/** What the data of a decision whose verb is `disarm` holds at least: nothing is waited for any more. */
export type Disarmed = Pick<Armed, 'key' | 'decision'>;

/** Everything Waymark does is a plugin; members stand in the order data flows through them. */
export interface Plugin {
  /** Unique within an instance; appears in problems and as `touchpoint.by`. */
  readonly name: string;
  /** Its slice and triggers see only rows captured under this purpose; `capture`, `act`, `deliver` run only while it is granted. */
  readonly purpose?: Purpose;
  /**
   * What its factory was given, and every name it knows: one more is most likely a slip, and a `problem` says which known
   * name is nearest.
   */
  readonly options?: readonly [given: object, known: Readonly<Record<string, unknown>>];
  /** Slices this plugin reads but does not own; their owners must come earlier. `definePlugin` narrows them to present. */
  readonly needs?: readonly SliceName[];

  /** 1. The touchpoint types this plugin introduces, each with a check. Pure. */
  readonly vocabulary?: Vocabulary;
  /** 2. Watch the page and call `context.track`. */
  capture?(context: CaptureContext): Cleanup | void;
  /** 3. Correct, enrich or (`null`) drop a touchpoint, which keeps its id. Pure. */
  normalize?(touchpoint: Touchpoint, profile: Profile): Touchpoint | null;
  /** 4. Remember something about the visitor. Pure. */
  readonly slice?: AnySlice;
  /** 5. Say where in the journey the visitor is. At most one plugin may. Pure. */
  readonly stageModel?: StageModel;
  /** 6. Decide that something should happen. Pure. */
  readonly triggers?: readonly AnyTrigger[];
  /** 7a. The decisions it acts on. */
  readonly acts?: readonly DecisionName[];
  /** Acts in the page or in another system's page script: at most once, in the tab that decided. */
  act?(decision: Decision, context: ActContext): void | Promise<void>;
  /**
   * 7b. `queue` (default): at least once, from a durable cursor. `page`: once, in the tab that tracked the row; what it does not
   * take (`accepted`) waits there, and is told on the next page where that one goes first.
   */
  readonly delivery?: 'queue' | 'page';
  /**
   * Fields of `touchpoint.data` that a destination is given. `'*'` is all but the visitor's traits, each of which needs
   * its name here; where the purpose is advertising so does `user_id`. Default `['*']`.
   */
  readonly fields?: readonly string[];
  /** Capture plugins whose touchpoints came from this very system: it is not given them back. */
  readonly ignores?: readonly string[];
  /**
   * It waits for visitors who are away, such as a mail system: its rows carry decisions with the verbs `arm` (see `Armed`) and
   * `disarm`, too, which no other destination is given. Default `false`.
   */
  readonly arms?: boolean;
  /** Hand log rows on, in log order. */
  deliver?(batch: readonly Row[], context: DeliverContext): void | Delivered | Promise<void | Delivered>;
  /** 8. Take part in the visitor's rights. */
  export?(): unknown;
  erase?(): void | Promise<void>;
}

/** Every function has a name, too: a factory that nobody called is no plugin. */
type Called = { readonly call?: never };

/** Plugins, in order; lists nest and falsy values are left out. */
export type PluginList = readonly ((Plugin & Called) | PluginList | false | null | undefined)[];

/** A profile in which these slices are present. */
export type ProfileWith<N extends SliceName> = Profile & { readonly slices: Pick<SliceMap, N> };

type SliceWith<N extends SliceName> = {
  [K in SliceName]: Omit<Slice<K>, 'reduce'> & {
    reduce(state: SliceMap[K], touchpoint: Touchpoint, profile: ProfileWith<N>): SliceMap[K];
  };
}[SliceName];

type TriggerWith<N extends SliceName> = {
  [K in DecisionName]: Omit<Trigger<K>, 'when' | 'wakeAt' | 'conditions'> & {
    when(situation: Situation & { readonly profile: ProfileWith<N> }): DecisionMap[K] | null;
    wakeAt?(profile: ProfileWith<N>): number | null;
    conditions?(
      situation: Situation & { readonly profile: ProfileWith<N> },
    ): ReturnType<NonNullable<Trigger['conditions']>>;
  };
}[DecisionName];

/** A plugin whose pure members see the slices named in `needs` as present. */
export interface PluginWith<N extends SliceName> extends Omit<Plugin, 'needs' | 'normalize' | 'slice' | 'triggers'> {
  readonly needs?: readonly N[];
  normalize?(touchpoint: Touchpoint, profile: ProfileWith<N>): Touchpoint | null;
  readonly slice?: SliceWith<N>;
  readonly triggers?: readonly TriggerWith<N>[];
}

/**
 * Every name of options, for `Plugin.options`: the compiler refuses one too many and one too few. Of what must be a list of
 * texts, or a table of texts or numbers, a `problem` tells where it is none; `1`: any value will do.
 */
export type Known<O> = { readonly [name in keyof O]-?: 1 | Kind };

/** What an option holds. */
export type Kind = 'texts' | 'table';

/** Types a plugin: slices named in `needs` are present in every profile its members see. Returns its argument. */
export function definePlugin<const N extends SliceName = never>(plugin: PluginWith<N>): Plugin {
  // What a page hung on Object.prototype is no member; what is frozen cannot be parted from it.
  if (Object.getPrototypeOf(plugin) === Object.prototype && Object.isExtensible(plugin))
    Object.setPrototypeOf(plugin, null);
  // `gatherRules` refuses a list in which a needed slice has no earlier owner, so the narrower view is true.
  return plugin as Plugin;
}

/** The list without nesting and falsy values. Pure. */
export function flatten(list: PluginList): readonly Plugin[] {
  return [list as unknown].flat(Infinity).filter(Boolean) as readonly Plugin[];
}

/** A function a plugin reports problems to. */
export type Report = (problem: Problem) => void;
