/** Longest way from what is written to what it says: a text in a form, in a nested address, in base64 and so on. */
const STEPS = 6;

/** Whether a text says one of the canaries in any reading of it, whatever its case and with any marks between. */
export function reveals(text: string, canaries: readonly string[]): boolean {
  return says(readingsOf(text), canaries);
}

/** Whether one of the readings says one of the canaries. */
export function says(readings: readonly string[], canaries: readonly string[]): boolean {
  const wanted = canaries.map(squeeze);
  return readings.some(reading => wanted.some(canary => reading.includes(canary)));
}

/** All that a text says, letters and digits only: as it stands and decoded, unpacked once on the way. */
export function readingsOf(text: string): string[] {
  const seen = new Map([[text, false]]);
  let level = [...seen];
  for (let step = 0; step < STEPS && level.length; step++) {
    const next = level.flatMap(([reading, isUnpacked]) => [
      ...ESCAPES.map(read => [read(reading), isUnpacked] as const),
      ...(isUnpacked ? [] : PACKINGS.map(read => [read(reading), true] as const)),
    ]);
    level = [];
    for (const [reading, isUnpacked] of next) {
      if (seen.has(reading)) continue;
      seen.set(reading, isUnpacked);
      level.push([reading, isUnpacked]);
    }
  }
  return [...seen.keys()].map(squeeze);
}

/** Letters and digits of any script, lower case; a full-width digit is a digit. */
function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', commat: '@', period: '.', lt: '<', gt: '>', quot: '"' };

const ESCAPES: readonly ((text: string) => string)[] = [
  text => text.replace(/(?:%[\da-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString()),
  text => text.replace(/(?:%|\\)u([\da-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))),
  text =>
    text
      .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));?/gi, (_, hex, decimal) => letter(hex ? parseInt(hex, 16) : +decimal))
      .replace(/&([a-z]+);/gi, (whole, name) => NAMED[name.toLowerCase()] ?? whole),
];

const PACKINGS: readonly ((text: string) => string)[] = [
  text => text.replace(/[\w+/-]{12,}/g, fromBase64),
  text => text.replace(/[\w-]{12,}/g, fromBase64),
  text => text.replace(/(?:[\da-f]{2}){8,}/gi, run => Buffer.from(run, 'hex').toString()),
];

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
