/** Crawlers that say so; a Cubot is a telephone. */
const CRAWLER =
  /(?<!cu)bot(?![a-z])|crawler|spider|slurp|bingpreview|externalhit|inspectiontool|mediapartners|lighthouse|pingdom|archiver/i;

/** Whether a program drives this browser, or a crawler looks at the page. Source: WebDriver, "navigator.webdriver". */
export function isAutomated(): boolean {
  // A page may have taken it away.
  if (!globalThis.navigator) return false;
  return navigator.webdriver === true || CRAWLER.test(navigator.userAgent);
}
