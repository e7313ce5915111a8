/** `?fast=1` shortens idle times for a demonstration; links and forms of the shop carry it on, nothing is stored. */
export const fast = new URLSearchParams(location.search).get('fast') === '1';

export function carryFast() {
  if (!fast) return;
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="/"]');
    if (!link) return;
    const url = new URL(link.href);
    url.searchParams.set('fast', '1');
    link.href = url.href;
  });
  for (const form of document.querySelectorAll('form[action^="/"]')) form.append(hidden());
}

/** The path with `fast` when it is on. */
export function withFast(path) {
  return fast ? `${path}${path.includes('?') ? '&' : '?'}fast=1` : path;
}

function hidden() {
  return Object.assign(document.createElement('input'), { type: 'hidden', name: 'fast', value: '1' });
}
