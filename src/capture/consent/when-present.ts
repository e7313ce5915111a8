/** Calls `look` until it finds something: now, when the document is parsed, when it is loaded. Whether it did at once. */
export function whenPresent(look: () => boolean, signal: AbortSignal): boolean {
  let isFound = look();
  const lookAgain = (): void => {
    isFound ||= look();
  };
  document.addEventListener('DOMContentLoaded', lookAgain, { signal });
  addEventListener('load', lookAgain, { signal });
  return isFound;
}
