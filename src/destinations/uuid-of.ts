/** Odd numbers, one a part of the UUID, that spread bits well. Source: MurmurHash3, its constants for 32 bits. */
const FACTORS = [0xcc9e2d51, 0x1b873593, 0x85ebca6b, 0xc2b2ae35];

/** The UUID of an id, the same at every try, for systems that take no other. RFC 9562, version 8. Pure. */
export function uuidOf(id: string): string {
  const digits = FACTORS.map(factor => {
    let hash = factor;
    for (const letter of id) {
      const mixed = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), factor);
      hash = (mixed << 13) | (mixed >>> 19);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  }).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-8$3-a$4-');
}
