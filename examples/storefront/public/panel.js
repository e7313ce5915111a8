import { byId } from './facts.js';

const KEY = 'fretwell-panel';
const WIDE = matchMedia('(min-width: 1100px)');

/**
 * Opens Waymark's panel beside the shop, where there is room for both, and lets the link in the head toggle it.
 * When its file is not there the shop goes on without it.
 */
export async function openPanel(waymark) {
  try {
    const { panel } = await import('/waymark/inspect.js');
    // It listens from now on, and is drawn once there is something to show, so that nothing moves in it.
    const handle = panel(waymark, { open: false });
    await waymark.ready;
    if (WIDE.matches && !isClosed()) handle.open();
    wire(handle);
  } catch (error) {
    console.info('The panel is not in this page.', error);
    showRoom(false);
  }
}

function wire(handle) {
  const button = byId('knows');
  // The panel is the last thing in the page; whether it is open is seen from what it shows.
  const { shadowRoot } = document.body.lastElementChild;
  const isOpen = () => shadowRoot.querySelector('aside') !== null;
  const sync = () => {
    button.setAttribute('aria-expanded', isOpen());
    showRoom(isOpen() && WIDE.matches);
  };
  new MutationObserver(() => {
    sync();
    if (WIDE.matches) remember(isOpen());
  }).observe(shadowRoot, { childList: true });
  WIDE.addEventListener('change', sync);
  delete button.dataset.waits;
  button.addEventListener('click', handle.toggle);
  sync();
}

function showRoom(on) {
  document.documentElement.classList.toggle('with-panel', on);
}

function isClosed() {
  try {
    return sessionStorage.getItem(KEY) === 'closed';
  } catch {
    // Storage is refused: it opens again on the next page.
    return false;
  }
}

/** Only closing it is remembered, and only in this tab. */
function remember(open) {
  try {
    if (open) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, 'closed');
  } catch {
    // Storage is refused: see above.
  }
}
