import { chromium } from 'playwright-core';
import { CHROMIUM_FEATURES, findChromium } from '../../.ci/browsers.mjs';

export const LAUNCH = {
  executablePath: found(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', CHROMIUM_FEATURES],
};

export function launch(options = {}) {
  return chromium.launch({ ...LAUNCH, ...options });
}

function found() {
  const path = findChromium();
  if (!path) throw new Error('No Chromium was found. Set CHROMIUM_PATH to its executable.');
  return path;
}
