const PARTS = 4;

/**
 * Runs after so much time in which the device was awake: in parts, for a timer that a sleep made due rings at once. Returns
 * what stops it.
 */
export function afterAwake(ms: number, run: () => void, parts: number = PARTS): () => void {
  let stop = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    if (parts > 1) stop = afterAwake(ms, run, parts - 1);
    else run();
  }, ms / PARTS);
  return () => stop();
}
