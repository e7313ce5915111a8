export interface Channel {
  /** Tells the other tabs to read the store. */
  call(): void;
  close(): void;
}

/** A channel to the other tabs. A message carries nothing: it means "read the store". */
export function openChannel(name: string, onCall: () => void): Channel {
  try {
    const channel = new BroadcastChannel(name);
    channel.onmessage = onCall;
    return {
      call() {
        try {
          channel.postMessage(0);
        } catch {
          // The others find out at their next commit.
        }
      },
      close: () => channel.close(),
    };
  } catch {
    // No channel here: the tabs meet at their next commit.
    return { call() {}, close() {} };
  }
}
