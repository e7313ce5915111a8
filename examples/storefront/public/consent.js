import { byId } from './facts.js';
import { readRecord, writeRecord } from './store.js';

const PURPOSES = ['functional', 'personalization', 'analytics', 'advertising'];

/**
 * Asks what may be remembered, once, and tells Waymark. Refusing, saving and allowing are one tap each. What is granted
 * Waymark keeps; a visitor who refuses everything has nothing stored by Waymark, so the shop itself remembers not to
 * ask again. Returns a function that asks again.
 *
 * @param {import('waymark').Waymark} waymark
 */
export function askConsent(waymark) {
  const banner = byId('consent');
  const boxes = PURPOSES.map(purpose => banner.querySelector(`[name=${purpose}]`));

  banner.addEventListener('click', ({ target }) => {
    const choice = target.closest('[data-choice]')?.dataset.choice;
    if (choice) choose(box => choice === 'allow' || (choice === 'save' && box.checked));
  });
  banner.addEventListener('submit', event => event.preventDefault());
  if (readRecord('refused', false)) refuse();
  waymark.on('consent', showIfPending);
  waymark.ready.then(showIfPending);

  function choose(isGranted) {
    const granted = boxes.map(box => [box.name, isGranted(box) ? 'granted' : 'denied']);
    waymark.setConsent(Object.fromEntries(granted), { source: 'fretwell', textVersion: '1' });
    writeRecord('refused', !granted.some(([, grant]) => grant === 'granted'));
    banner.hidden = true;
  }

  function refuse() {
    waymark.setConsent(Object.fromEntries(PURPOSES.map(purpose => [purpose, 'denied'])), {
      source: 'fretwell',
      textVersion: '1',
    });
  }

  function showIfPending() {
    banner.hidden = !PURPOSES.some(purpose => waymark.consent[purpose] === 'pending');
  }

  return () => {
    for (const box of boxes) box.checked = waymark.consent[box.name] === 'granted';
    banner.hidden = false;
    banner.querySelector('[data-choice]').focus();
  };
}
