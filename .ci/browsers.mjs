// Where the browsers are that tests drive. Looked for at each call: they may just have been installed.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Chromium loads pages of its own for the address bar with each window, two seconds of a core that tests and benchmarks
 * would share. Its last list of features counts: the others are those Playwright switches off.
 */
export const CHROMIUM_FEATURES = `--disable-features=${[
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]}`;

export function findChromium() {
  return first([
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]);
}

export function findFirefox() {
  return first([process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox']);
}

/** WebKitGTK's small browser, where there are also its driver and a screen for it. */
export function findWebKit() {
  if (!onPath('WebKitWebDriver') || !onPath('xvfb-run')) return undefined;
  return first([
    process.env.WEBKIT_PATH,
    ...inEach('/usr/lib', 'webkit2gtk-4.1/MiniBrowser'),
    '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
  ]);
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, name)));
}

/** Debian keeps it in a folder named after the processor. */
function inEach(folder, path) {
  return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name, path)) : [];
}

function first(paths) {
  return paths.find(path => path && existsSync(path));
}
