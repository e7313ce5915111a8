const KEY = 'fretwell-checkout';

/** Where the order goes, between the two steps of the checkout; gone with the tab. */
export function readDetails() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? {};
  } catch {
    // Storage is refused: the form is filled again.
    return {};
  }
}

export function writeDetails(details) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(details));
  } catch {
    // Storage is refused: the address of the next page says nothing about it, so it is asked again.
  }
}
