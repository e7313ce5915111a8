/** Of the globals of newer browsers; a page may have one of its own. */
interface Scheduling {
  readonly scheduler?: { postTask?(run: () => void): unknown };
}

/** Goes on in a task of its own, where the browser has one that is not slowed down in the background as timers are. */
export async function nextTask(): Promise<void> {
  try {
    await (globalThis as Scheduling).scheduler?.postTask?.(() => {});
  } catch {
    // A page that broke it waits for nothing.
  }
}
