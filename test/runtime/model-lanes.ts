/** Makes something happen; what it returns tells the tab. */
type Job = () => () => void;

/** What is under way. One lane is worked off in order, as the transactions of a connection are; lanes overtake each other. */
export interface Lanes {
  add(tab: string, lane: string, job: Job): void;
  /** One job of any lane. Answers `false` when nothing is under way. */
  step(): Promise<boolean>;
  /** Of what is under way in this tab any part still happens, but the tab hears of none of it, and nothing is added. */
  cut(tab: string): void;
  /** What tabs share: locks, and the channel that calls all others. */
  readonly locks: { request(name: string, options: unknown, work: (lock: unknown) => unknown): Promise<unknown> };
  readonly channel: (name: string) => object;
}

/** Every other lane is so much slower, as a network is than a database: others get far while it does nothing. */
const SLOW = 1 / 30;

interface Channel {
  onmessage?: () => void;
}

export function createLanes(roll: () => number): Lanes {
  const lanes = new Map<string, readonly Job[]>();
  const channels = new Map<string, Channel>();
  const holders = new Map<string, string>();
  const gone = new Set<string>();
  const paces = new Map<string, number>();

  function add(tab: string, lane: string, job: Job): void {
    const name = `${tab}/${lane}`;
    if (!gone.has(tab)) lanes.set(name, [...(lanes.get(name) ?? []), job]);
  }

  /** A lane at random, in proportion to its pace. */
  function next(): string | undefined {
    const busy = [...lanes.keys()];
    let left = roll() * busy.reduce((sum, lane) => sum + paceOf(lane), 0);
    return busy.find(lane => {
      left -= paceOf(lane);
      return left <= 0;
    });
  }

  function paceOf(lane: string): number {
    const pace = paces.get(lane) ?? (roll() < 0.5 ? 1 : SLOW);
    paces.set(lane, pace);
    return pace;
  }

  return {
    add,
    async step() {
      await turn();
      const lane = next();
      if (lane === undefined) return false;
      const [job, ...rest] = lanes.get(lane) ?? [];
      if (rest.length) lanes.set(lane, rest);
      else lanes.delete(lane);
      job?.()();
      await turn();
      return true;
    },
    cut(tab) {
      gone.add(tab);
      channels.delete(tab);
      for (const [key, holder] of holders) if (holder === tab) holders.delete(key);
      for (const [lane, jobs] of lanes) {
        if (!lane.startsWith(`${tab}/`)) continue;
        lanes.delete(lane);
        for (const job of jobs) {
          if (roll() < 0.5) break;
          job();
        }
      }
    },
    locks: {
      async request(name, _, work) {
        await Promise.resolve();
        // Names hold the site, which is another for every tab here: `waymark:site:destination`.
        const [, tab = '', key = ''] = name.split(':');
        if (holders.has(key)) return work(null);
        holders.set(key, tab);
        try {
          return await work({});
        } finally {
          if (holders.get(key) === tab) holders.delete(key);
        }
      },
    },
    // Called with `new`, which an arrow function refuses.
    channel: function openChannel(name: string): object {
      const [, own = ''] = name.split(':');
      const channel: Channel = {};
      channels.set(own, channel);
      const postMessage = (): void => {
        for (const [tab, other] of channels) if (tab !== own) add(tab, 'channel', () => () => other.onmessage?.());
      };
      return Object.assign(channel, { postMessage, close: () => channels.delete(own) });
    },
  };
}

/** What was told has its consequences. */
export async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
