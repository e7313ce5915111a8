const REST_MS = 500;

/** Half a second later, so that what follows the start is seen too. */
export function sayDone() {
  setTimeout(() => console.log('done'), REST_MS);
}
