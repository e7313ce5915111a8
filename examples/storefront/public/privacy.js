import { byId } from './facts.js';
import { showRemembered } from './remembered.js';

/** The page about what is remembered: its list and its three buttons. On other pages there are none. */
export function wirePrivacy(waymark, askAgain) {
  const say = text => {
    byId('privacy-status').textContent = text;
  };
  showRemembered(waymark, say);
  // They do nothing without Waymark, so they wait for it.
  for (const id of ['choose', 'export', 'erase']) byId(id)?.removeAttribute('disabled');
  byId('choose')?.addEventListener('click', askAgain);
  byId('export')?.addEventListener('click', async () => {
    const json = JSON.stringify(await waymark.export(), null, 2);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    link.download = 'fretwell-what-is-remembered.json';
    link.click();
    URL.revokeObjectURL(link.href);
    say('Saved. It is a text file; any editor opens it.');
  });
  byId('erase')?.addEventListener('click', async () => {
    const { records, verified } = await waymark.erase();
    say(
      verified
        ? `Erased, ${records} records. Cart and orders are still here.`
        : 'Another tab is busy with it. Close the other tabs and try again.',
    );
    // The banner asks again, over the end of the page.
    byId('privacy-status').scrollIntoView();
  });
}
