/** A clock that only moves when told to. */
export interface FakeClock {
  /** Epoch ms; hand it to `createWaymark({ now })`. */
  now(): number;
  /** Moves on by ms, or by `"500 ms"`, `"30 s"`, `"20 min"`, `"3 h"`, `"2 d"`. Throws for any other text. */
  pass(time: number | string): void;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Starts at a moment, epoch ms. Default: 2026-01-05T10:00:00Z, a Monday. */
export function fakeClock(start: number = Date.UTC(2026, 0, 5, 10)): FakeClock {
  let moment = start;
  return {
    now: () => moment,
    pass(time) {
      moment += typeof time === 'number' ? time : duration(time);
    },
  };
}

/** Reads `"20 min"` as ms. Throws for what is no duration. */
function duration(text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h|d)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  if (factor === undefined)
    throw new Error(`"${text}" is no duration. Write it like "20 min"; units are ${Object.keys(UNITS).join(', ')}.`);
  return Number(amount) * factor;
}
