export interface Channel {
  /** From here on the other tabs are heard. */
  open(): void;
  /** Tells the other tabs to read the store. */
  call(): void;
  /** A page with an open channel is kept out of the back/forward cache. */
  close(): void;
}

/** A channel to the other tabs, not open yet. A message carries nothing: it means "read the store". */
export function createChannel(name: string, onCall: () => void): Channel {
  let channel: BroadcastChannel | undefined;
  return {
    open() {
      try {
        channel ??= new BroadcastChannel(name);
        channel.onmessage = onCall;
      } catch {
        // No channel here: the tabs meet at their next commit.
      }
    },
    call() {
      try {
        channel?.postMessage(0);
      } catch {
        // The others find out at their next commit.
      }
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}
