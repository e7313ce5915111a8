const PATIENCE_MS = 5_000;

/** Runs a plugin's promise for at most 5 s; its signal ends with it, or with `signal`. Rejects when it took longer. */
export async function timeBoxed<T>(
  signal: AbortSignal | null,
  run: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it did not settle within 5 s')), PATIENCE_MS);
    });
    return await Promise.race([run(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
