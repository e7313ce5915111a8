import { freeze } from '../core/freeze.js';
import { MEANT } from '../core/harmless.js';
import type { Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Row, RowDecision, Touchpoint } from '../core/touchpoint.js';

type Fields = Readonly<Record<string, unknown>>;

/** Decisions for those who wait for a visitor who is away. */
const WAITING = /\.(dis)?arm$/;

/** Whether this destination is told of this decision. Pure. */
export function isTold({ arms }: Plugin, { name }: RowDecision): boolean {
  return arms === true || !WAITING.test(name ?? '');
}

/** Rows with what this destination may see of them, frozen. Pure; the same row where that is all. */
export function rowsWithin(plugin: Plugin, rows: readonly Row[]): readonly Row[] {
  return freeze(rows.map(row => rowWithin(plugin, row)));
}

function rowWithin(plugin: Plugin, whole: Row): Row {
  const decisions = whole.decisions.filter(decision => isTold(plugin, decision));
  const row = decisions.length < whole.decisions.length ? { ...whole, decisions } : whole;
  const { touchpoint } = row;
  if (!touchpoint) return row;
  const { type, data, context, ...envelope } = touchpoint;
  const isWhole = isListed(plugin, '*');
  const isSeen = (name: string): boolean => isWhole || isListed(plugin, name);
  const isPerson = MEANT.test(type);
  if (isWhole && !isPerson) return row;
  const seen = {
    ...envelope,
    type,
    data: isPerson ? personWithin(plugin, type, { ...data }) : pick({ ...data }, isSeen),
    ...(context && isSeen('context') && { context }),
  };
  // Only fields are missing.
  return { ...row, touchpoint: seen as unknown as Touchpoint };
}

/** The profile with what this destination may see of it: slices of its own purpose, or of none, and listed traits. Pure. */
export function profileWithin(plugin: Plugin, plugins: readonly Plugin[], profile: Profile): Profile {
  const hidden = plugins.filter(({ slice, purpose }) => slice && purpose && purpose !== plugin.purpose);
  const names = hidden.map(({ slice }) => slice?.name as string).filter(name => !isNeeded(plugin, name));
  const slices = pick(profile.slices as Fields, name => !names.includes(name));
  const { userId, traits } = profile.slices.identity ?? { userId: null, traits: {} };
  const identity = {
    userId: mayKnow(plugin) ? userId : null,
    traits: pick(Object(traits), name => isListed(plugin, name)),
  };
  return freeze({ ...profile, slices: { ...slices, identity } as Profile['slices'] });
}

/** Who the visitor is goes to nobody unasked: a trait only by its name, and to ad systems not even the id. */
function personWithin(plugin: Plugin, type: string, { user_id, traits, ...rest }: Fields): Fields {
  // It is the last row of who leaves: who comes after is no business of theirs.
  if (type === 'reset') return {};
  if (type === 'correct') return rest.slice === 'identity' || !isListed(plugin, '*') ? { slice: rest.slice } : rest;
  const listed = pick(Object(traits), name => isListed(plugin, name));
  return { ...(mayKnow(plugin) && { user_id }), ...(Object.keys(listed).length > 0 && { traits: listed }) };
}

function mayKnow(plugin: Plugin): boolean {
  return isListed(plugin, 'user_id') || (isListed(plugin, '*') && plugin.purpose !== 'advertising');
}

function isListed({ fields = ['*'] }: Plugin, name: string): boolean {
  return fields.includes(name);
}

function isNeeded({ needs }: Plugin, name: string): boolean {
  return (needs as readonly string[] | undefined)?.includes(name) ?? false;
}

function pick(fields: Fields, isWanted: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isWanted(name)));
}
