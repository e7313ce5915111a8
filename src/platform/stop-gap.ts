/** Keeps text under a name until the next page, synchronously: for a page that is leaving. Silent where it is refused. */
export function leaveText(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Refused or full: what is only in memory goes with the page.
  }
}

/** The text an earlier page left, or `null`. */
export function foundText(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Refused: nothing can have been left.
  }
}

export function dropText(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Refused: there is nothing to remove.
  }
}
