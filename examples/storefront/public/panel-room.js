// Runs before the page is painted, so that nothing moves later: keeps room for the panel, unless it was closed.
(() => {
  try {
    if (sessionStorage.getItem('fretwell-panel') === 'closed') return;
  } catch {
    // Storage is refused: the panel opens on every page.
  }
  if (matchMedia('(min-width: 1100px)').matches) document.documentElement.classList.add('with-panel');
})();
