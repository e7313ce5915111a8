import type { WaymarkError } from '../core/problem.js';
import { gatherRules } from '../core/rules.js';
import type { ContractCase, Subject } from './contract-case.js';
import { jsonFlaw } from './json-flaw.js';

const PLUGIN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const TYPE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const DECISION = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;
const SLICE = /^[a-z][A-Za-z0-9]*$/;
const PATIENCE_MS = 1_000;

/** What holds of a plugin before anything happens. */
export function listCases(subject: Subject): readonly ContractCase[] {
  const { fail, make, before } = subject;
  return [
    {
      name: 'has well-formed names',
      async run() {
        for (const [what, name, form] of namesOf(subject))
          if (typeof name !== 'string' || !form.test(name) || name.length > 60)
            fail(`calls ${what} "${name}". Write it like ${exampleOf(form)}, with at most 60 letters.`);
        const { slice, triggers, acts, act, deliver, arms, fields, ignores, delivery } = make();
        if (slice && !(Number.isInteger(slice.version) && slice.version > 0))
          fail(`has \`version\` ${slice.version} of slice "${slice.name}". Begin with 1 and count up.`);
        if (new Set(listOf(triggers).map(({ name }) => name)).size < listOf(triggers).length)
          fail('has two triggers of one name. Rename one: the profile remembers by it what was decided.');
        if (acts && !act) fail('lists `acts` and has no `act`. Add it, or take the list away.');
        if (act && !acts?.length) fail('has an `act` that is never called. Name its decisions in `acts`.');
        for (const [member, list] of Object.entries({ acts, fields, ignores }))
          if (list && !Array.isArray(list)) fail(`has \`${member}\` that are no list. Put them into \`[]\`.`);
        if (!['queue', 'page', undefined].includes(delivery))
          fail(`has \`delivery\` "${delivery}". Write \`queue\` or \`page\`.`);
        if (!deliver && (arms || fields || ignores || delivery))
          fail('has `arms`, `fields`, `ignores` or `delivery` and no `deliver`. Add it, or take them away.');
      },
    },
    {
      name: 'fits behind the plugins it needs',
      async run() {
        try {
          gatherRules([before(), make()]);
        } catch (cause) {
          fail(
            `was refused: ${(cause as Error).message}${(cause as Partial<WaymarkError>).code === 'slice-missing' ? ' Hand the owners to the suite as `with`.' : ''}`,
          );
        }
      },
    },
    {
      name: 'takes part in the rights of the visitor',
      async run() {
        const plugin = make();
        if (plugin.export) {
          const part = await within(subject, '`export`', () => plugin.export?.());
          const flaw = part === undefined ? null : jsonFlaw(part);
          if (flaw) fail(`exports what JSON does not carry: ${flaw}. Answer plain values.`);
        }
        await within(subject, '`erase`', () => plugin.erase?.());
        // Twice, and with nothing there: a visitor may ask again.
        await within(subject, 'a second `erase`', () => plugin.erase?.());
      },
    },
  ];
}

function namesOf({ shape }: Subject): readonly (readonly [what: string, name: string, form: RegExp])[] {
  const { name, vocabulary = {}, slice } = shape;
  const [triggers, acts, needs] = [listOf(shape.triggers), listOf(shape.acts), listOf(shape.needs)];
  return [
    ['itself', name, PLUGIN],
    ...Object.keys(vocabulary).map(type => ['a touchpoint type', type, TYPE] as const),
    ...(slice ? [['its slice', slice.name, SLICE] as const] : []),
    ...triggers.map(trigger => ['a decision', trigger.decision, DECISION] as const),
    ...triggers.map(trigger => ['a trigger', trigger.name, /^\S(.*\S)?$/] as const),
    ...acts.map(decision => ['a decision it acts on', decision, DECISION] as const),
    ...needs.map(need => ['a slice it needs', need, SLICE] as const),
  ];
}

/** What is no list is told by the case that gathers rules, or by what looks for it. */
function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter(Boolean) : [];
}

function exampleOf(form: RegExp): string {
  const examples: readonly (readonly [RegExp, string])[] = [
    [PLUGIN, '`acme-crm`'],
    [TYPE, '`acme_trade_in`'],
    [DECISION, '`acme.offer`'],
    [SLICE, '`acmeTrades`'],
  ];
  return examples.find(([one]) => one === form)?.[1] ?? '`acme offer`';
}

/** What it answers. Fails where it throws, rejects or takes too long. */
async function within(subject: Subject, what: string, run: () => unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not settle within a second')), PATIENCE_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (cause) {
    return subject.fail(`failed in ${what}: ${(cause as Error)?.message}. It must work at any time.`);
  } finally {
    clearTimeout(timer);
  }
}
