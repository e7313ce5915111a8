import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formDetails } from '../../src/capture/form-details.js';
import { forms } from '../../src/capture/forms.js';
import { pages } from '../../src/capture/pages.js';
import type { PluginList } from '../../src/core/plugin.js';
import type { Purpose } from '../../src/core/purpose.js';
import type { Decision } from '../../src/core/trigger.js';
import { armedCart } from '../../src/decide/armed-cart.js';
import { type AudienceByRule, audience } from '../../src/decide/audience.js';
import { type CartStateName, cartStateOf } from '../../src/decide/cart-state.js';
import { checkouts } from '../../src/decide/checkouts.js';
import { nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from '../../src/decide/nudge-options.js';
import { type OccasionsOptions, occasions } from '../../src/decide/occasions.js';
import { type RepurchaseOptions, repurchase } from '../../src/decide/repurchase.js';
import { type RescueOptions, rescue } from '../../src/decide/rescue.js';
import { type ReviewInvitationOptions, reviewInvitation } from '../../src/decide/review-invitation.js';
import { type SequencesOptions, sequences } from '../../src/decide/sequences.js';
import { type ThankYouOptions, thankYou } from '../../src/decide/thank-you.js';
import { care } from '../../src/learn/care.js';
import { checkout } from '../../src/learn/checkout.js';
import { contact } from '../../src/learn/contact.js';
import { hurdles } from '../../src/learn/hurdles.js';
import { prompts } from '../../src/learn/prompts.js';
import { recent } from '../../src/learn/recent.js';
import { type PackName, pack } from '../../src/packs.js';
import { CATALOG, shopPlugins, visitor } from './journey.js';

interface Scene {
  /** For people. */
  readonly say?: string;
  /** Time before it: a number of s, min, hours or days. */
  readonly after?: string;
  /** The page is closed meanwhile; `untold`: what happens then comes before anybody asks what time alone made due. */
  readonly away?: boolean | 'untold';
  /** Without one, only time passes. */
  readonly type?: string;
  /** An item of the catalogue may stand as its id. */
  readonly data?: { readonly items?: readonly unknown[] } & Readonly<Record<string, unknown>>;
  /** From now on these purposes are granted and no others. */
  readonly grant?: readonly Purpose[];
  /** What is expected after it. */
  readonly stage?: string;
  readonly micro?: string;
  /** How the cart stands. */
  readonly cart?: CartStateName;
  readonly sure?: boolean;
  /** Text of the largest reason. */
  readonly because?: string;
  /** What is remembered after it, as far as it is named. */
  readonly known?: Readonly<Record<string, unknown>>;
  /** What the data of the decisions of this scene say, by name and as far as it is named. */
  readonly told?: Readonly<Record<string, unknown>>;
  /** Everything decided since the last scene that said so, with the name of a segment, audience, nudge or sequence. */
  readonly decisions?: readonly string[];
}

interface Table {
  readonly name: string;
  /** Nouns of decisions that are not compared. */
  readonly ignore?: readonly string[];
  /** Conditions of the site, by name. */
  readonly occasions?: OccasionsOptions['occasions'];
  /** Audiences of the site, by name. */
  readonly audiences?: Readonly<Record<string, AudienceByRule>>;
  /** Nudges of the site, by id, and what holds for all of them. */
  readonly nudges?: Readonly<Record<string, Omit<NudgeOptions, 'id'>>>;
  readonly terms?: NudgeTerms;
  /** Orders that are about to fail are rescued. */
  readonly rescue?: RescueOptions;
  /** How checkouts go is told. */
  readonly checkout?: true;
  /** Sequences of the site, by name. */
  readonly sequences?: SequencesOptions['sequences'];
  readonly thankYou?: ThankYouOptions;
  readonly reviewInvitation?: ReviewInvitationOptions;
  readonly repurchase?: RepurchaseOptions;
  /** Who it is. */
  readonly visitor?: string;
  /** Somebody waits for carts that are left. */
  readonly arms?: true;
  /** What the visitor declares about contact is kept. */
  readonly contact?: true;
  /** A trade's plugins in the place of the shop's. */
  readonly pack?: PackName;
  readonly repeat?: number;
  readonly atMostChanges?: number;
  readonly scenes: readonly Scene[];
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};
const VIEWS = [
  'retention-advocacy',
  'service-loyalty',
  'post-purchase-advocacy',
  'prospect-loyalty',
  'before-during-after',
];

const tables = readdirSync(new URL('.', import.meta.url))
  .filter(file => file.endsWith('.json'))
  .map((file): Table => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));

describe('journeys', () => {
  it.each(tables)('$name', ({ scenes, ignore = [], repeat = 1, atMostChanges = Infinity, ...table }) => {
    const lists = Object.entries(table.audiences ?? {}).map(([name, list]) => audience({ ...list, name }));
    const plugins: PluginList = [
      table.pack ? pack(table.pack) : shopPlugins(),
      recent(),
      table.occasions && occasions({ occasions: table.occasions }),
      lists,
      table.arms && armedCart(),
      (table.nudges || table.rescue || table.thankYou) && [care(), prompts(), forms(), hurdles(table.rescue)],
      table.contact && contact(),
      table.checkout && [pages(), formDetails(), !table.rescue && hurdles(), checkout(), checkouts()],
      table.rescue && rescue(table.rescue, table.terms),
      Object.entries(table.nudges ?? {}).map(([id, options]) => nudge({ ...options, id }, table.terms)),
      sequences({
        sequences: { ...table.sequences, ...(table.thankYou && { 'thank-you': thankYou(table.thankYou) }) },
      }),
      table.reviewInvitation && reviewInvitation(table.reviewInvitation),
      table.repurchase && repurchase(table.repurchase),
    ];
    const person = visitor(plugins, { id: table.visitor ?? 'visitor' });
    let decided: readonly Decision[] = [];
    let changes = 0;
    for (const [index, scene] of Array.from({ length: repeat }, () => scenes)
      .flat()
      .entries()) {
      const where = `scene ${index + 1}: ${scene.say ?? scene.type ?? 'time'}`;
      const news = play(person, scene);
      decided = [...decided, ...news];
      changes += news.filter(({ name }) => name === 'stage.enter').length;
      const { stage } = person.profile;
      if (scene.stage) expect(stage?.name, where).toBe(scene.stage);
      if (scene.cart) expect(cartStateOf(person.profile, person.now).state, where).toBe(scene.cart);
      if (scene.micro) expect(stage?.micro, where).toBe(scene.micro);
      if (scene.sure !== undefined) expect(stage?.sure, where).toBe(scene.sure);
      if (scene.because) expect(stage?.reasons[0]?.text, where).toBe(scene.because);
      if (scene.known) expect(person.profile.slices, where).toMatchObject(scene.known);
      const told = Object.fromEntries(news.map(({ name, data }) => [name, data]));
      if (scene.told) expect(told, where).toMatchObject(scene.told);
      const heard = decided.filter(({ name }) => !ignore.includes(name.split('.')[0] ?? ''));
      if (scene.decisions) expect(heard.map(named).sort(), where).toEqual([...scene.decisions].sort());
      if (scene.decisions) decided = [];
    }
    // Entering the very first stage is no change.
    expect(changes - 1).toBeLessThanOrEqual(atMostChanges);
  });

  it.each(tables)('$name: all views say the same, and reasons sum to the belief', ({ scenes, pack: trade }) => {
    const people = VIEWS.map(view => visitor(trade && pack(trade), { view }));
    for (const scene of scenes) {
      for (const person of people) play(person, scene);
      const stages = people.flatMap(({ profile: { stage } }) => stage ?? []);
      for (const { belief, micro, reasons } of stages) {
        const sum = Object.values(belief).reduce((total, share) => total + share, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
        expect(micro).toBe(stages[0]?.micro);
        expect(reasons).toEqual(stages[0]?.reasons);
        expect(reasons.length).toBeGreaterThan(0);
      }
      const [whole, , , , three] = stages;
      if (whole && three)
        expect(whole.belief.awareness! + whole.belief.consideration!).toBeCloseTo(three.belief.before!, 9);
    }
  });
});

/** With what says which of its kind it is. */
function named({ name, data }: Decision): string {
  const { name: own, nudge, sequence, step, reason } = data as Readonly<Record<string, unknown>>;
  return [name, own, nudge, sequence, step, reason].filter(part => typeof part === 'string').join(' ');
}

function play(
  person: ReturnType<typeof visitor>,
  { after = '0 s', away, grant, type, data }: Scene,
): readonly Decision[] {
  const [count, unit = ''] = after.split(' ');
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  const meanwhile = away === 'untold' ? person.skip(ms) : away ? person.leave(ms) : person.wait(ms);
  const chosen = grant ? person.grant(grant) : [];
  const items = data?.items?.map(item => CATALOG.find(({ item_id }) => item_id === item) ?? item);
  const facts = items ? { ...data, items: items.map(item => ({ ...(item as object), complements: undefined })) } : data;
  return [...meanwhile, ...chosen, ...(type ? person.track(type, facts).decisions : [])];
}
