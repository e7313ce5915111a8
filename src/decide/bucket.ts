/** Visitors that are machines, by the start of their id: they are in no control group. */
const MACHINE = /^robot/;

/**
 * Where a visitor stands in something that is split by chance, 0 to 1: always the same for the same `salt`, independent
 * for two of them. Pure. `null` for a machine. Source: 32-bit FNV-1a with the last mixing of MurmurHash3.
 */
export function bucketOf(visitorId: string, salt: string): number | null {
  if (MACHINE.test(visitorId)) return null;
  let hash = 0x811c9dc5;
  for (const character of `${salt} ${visitorId}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
