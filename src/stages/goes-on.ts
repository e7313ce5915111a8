/** How long visitors with something in the cart were silent before they went on or left. Bounded. */
export interface Silence {
  /** Silences that ended with another touchpoint, by how long they were: up to 28, 40, 57, 80, 113, 160, 226, 320, 453, 640, 905 and 1800 seconds. */
  readonly wentOn: readonly number[];
  /** Silences that ended the visit. */
  readonly left: number;
}

/** Nothing learned yet. */
export const NO_SILENCE: Silence = { wentOn: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], left: 0 };

/** After this much silence the visitor has left: the end of a visit. */
const END_SECONDS = 1800;
/** How many silences the default is worth. */
const PRIOR = 50;
/**
 * The share that goes on by itself within 30 minutes after so many seconds of silence; between them it is a line over
 * log(1 + seconds). Round numbers: Retailrocket's first carts, and beyond 10 minutes nearly nobody.
 */
const DEFAULT: readonly (readonly [seconds: number, share: number])[] = [
  [0, 0.55],
  [30, 0.45],
  [60, 0.39],
  [120, 0.295],
  [160, 0.25],
  [300, 0.165],
  [600, 0.08],
  [END_SECONDS, 0],
];

/** What is known after one more silence with something in the cart; one of 30 minutes and more means that the visitor left. Pure. */
export function hearSilence({ wentOn, left }: Silence, seconds: number): Silence {
  if (!(seconds < END_SECONDS)) return { wentOn, left: left + 1 };
  const bin = binOf(seconds);
  return { wentOn: wentOn.map((count, index) => count + Number(index === bin)), left };
}

/** The chance that a visitor who has been silent this long goes on by himself, 0 to 1: the default, until there is much to learn from. Pure. */
export function goesOn({ wentOn, left }: Silence, silent: number): number {
  // Of a moment before the silence nothing is known.
  const seconds = Math.max(0, silent) || 0;
  const bin = binOf(seconds);
  const [from, to] = [edge(bin - 1), edge(bin)];
  let later = 0;
  wentOn.forEach((count, index) => {
    // Within a bin silences are spread evenly.
    if (index >= bin) later += index > bin ? count : (count * (to - Math.min(seconds, to))) / (to - from);
  });
  return (later + PRIOR * defaultShare(seconds)) / (later + left + PRIOR);
}

/** The shortest silence, in seconds, after which at most this share of visitors would go on by themselves. Pure. */
export function safeSeconds(silence: Silence, share: number = 0.25): number {
  let [low, high] = [0, END_SECONDS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (goesOn(silence, middle) > share) low = middle;
    else high = middle;
  }
  return high;
}

function defaultShare(seconds: number): number {
  const next = DEFAULT.findIndex(([at]) => at > seconds);
  const [to, there] = DEFAULT[next] ?? [0, 0];
  const [from, here] = DEFAULT[next - 1] ?? [0, 0];
  const way = Math.log((1 + seconds) / (1 + from)) / Math.log((1 + to) / (1 + from));
  return next < 0 ? 0 : here + way * (there - here);
}

/** The bins are half an octave wide around 160 s. */
function edge(bin: number): number {
  return bin < 0 ? 0 : bin > 10 ? END_SECONDS : 160 * 2 ** ((bin - 5) / 2);
}

function binOf(seconds: number): number {
  return Math.min(11, Math.max(0, Math.ceil(2 * Math.log2(Math.max(1, seconds) / 160) + 5)));
}
