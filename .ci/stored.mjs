// What is stored and how long; `inventory.mjs` finds the fields in the types. `{file NAME}` is a constant of the source.
const LOG =
  '{runtime/age.ts TOUCHPOINT_DAYS} days, at most {runtime/records.ts LOG_ROWS} rows and {runtime/records.ts LOG_SIZE}; then it is folded into the profile';
const DATABASE =
  '{runtime/age.ts PROFILE_DAYS} days after the last visit; until `erase`, or a refusal of every purpose';
export const GRANTED = 'what was granted at that moment';
const AS_LOG = 'as the log';
const AS_VISITOR = 'as `visitor`';

/** Where the types are found. */
export const ENTRIES = [
  'script.ts',
  'storefront.ts',
  'capture/index.ts',
  'learn/index.ts',
  'stages/index.ts',
  'decide/index.ts',
  'runtime/engine.ts',
  'runtime/export-all.ts',
  'runtime/mend.ts',
];

/** Records by key: type or, for a plain value, its sentence; what it is for; how long. */
export const RECORDS = [
  ['meta', 'runtime/records.ts Meta', 'knowing the database again', DATABASE],
  ['head', 'runtime/records.ts Head', 'the order and the bounds of the log', DATABASE],
  [
    'consent',
    'runtime/consent.ts ConsentRecord',
    'proving and keeping the choice',
    '{runtime/age.ts PROFILE_DAYS} days after the last visit, or until `erase`',
  ],
  ['inbox', 'runtime/records.ts InboxRow', GRANTED, 'until the next commit, mostly less than a second'],
  ['log', 'core/touchpoint.ts Row', GRANTED, LOG],
  ['profile', 'runtime/records.ts Snapshot', 'a fast start', 'until the next one replaces it'],
  ['base', 'core/migrate.ts Base', 'the profile of what has left the log', DATABASE],
  ['cursor', 'runtime/records.ts Cursor', 'delivering every row once', DATABASE],
  ['gap', 'When what a page had left was taken in, epoch ms.', 'taking it in once', DATABASE],
  ['quarantine', 'runtime/mend.ts Quarantine', 'looking at what was damaged', '{runtime/load.ts QUARANTINE_MS}'],
  ['localStorage', 'runtime/leaving.ts Gap', GRANTED, 'until the next page takes it in'],
];

/** What stands in them. */
export const APART = [
  ['touchpoint', 'core/touchpoint.ts Touchpoint', GRANTED, AS_LOG],
  ['decision', 'core/touchpoint.ts RowDecision', 'the purpose of the plugin that decides', AS_LOG],
  ['product', 'capture/item.ts Item', GRANTED, AS_LOG],
  ['visitor', 'core/profile.ts Profile', 'any that is granted', DATABASE],
  ['known product', 'learn/items-of.ts KnownItem', 'as the slice it stands in', AS_VISITOR],
  ['reason', 'core/stage.ts Reason', 'any that is granted', AS_VISITOR],
];

/** What plugins add, with their purposes. */
export const MAPS = [
  ['slice', 'core/profile.ts SliceMap', AS_VISITOR],
  ['touchpoint', 'core/touchpoint.ts TouchpointMap', AS_LOG],
  ['decision', 'core/trigger.ts DecisionMap', AS_LOG],
];
