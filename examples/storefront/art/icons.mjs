import { raw } from '../public/html.js';

const PATHS = {
  cart: '<path d="M3 4h2.2l2.3 10.4a1.6 1.6 0 0 0 1.6 1.2h7.6a1.6 1.6 0 0 0 1.6-1.2L20.5 8H6.2"/><circle cx="9.8" cy="19.5" r="1.3"/><circle cx="16.6" cy="19.5" r="1.3"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.2"/><path d="M15.2 15.2L20 20"/>',
  truck:
    '<path d="M2.5 6.5h11v10h-11zM13.5 10h4l3.5 3.5v3h-7.5z"/><circle cx="7" cy="17.5" r="1.9"/><circle cx="17" cy="17.5" r="1.9"/>',
  back: '<path d="M8 6L3.5 10.5 8 15"/><path d="M4 10.5h10a5.5 5.5 0 0 1 0 11h-3"/>',
  hand: '<path d="M7 12V5.5a1.5 1.5 0 0 1 3 0V11M10 10.5V4a1.5 1.5 0 0 1 3 0v6.5M13 10.5V5a1.5 1.5 0 0 1 3 0v8M16 11.5a1.5 1.5 0 0 1 3 0V15c0 4-2.5 6.5-6.5 6.5-3 0-4.5-1.5-6-4l-2.8-4.8a1.4 1.4 0 0 1 2.3-1.6L7.5 13"/>',
  talk: '<path d="M4 5h16v11H10l-4.5 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
  lock: '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3"/>',
  download: '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
};

/** A line icon; says nothing to screen readers, so a word must stand beside it. Pure. */
export function icon(name) {
  return raw(
    `<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PATHS[name]}</svg>`,
  );
}

/** The sign of the shop: a sound hole with six strings. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" class="logo" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="13" fill="none" stroke="#b4683a" stroke-width="1.6"/><circle cx="14" cy="14" r="9.6" fill="#7a3b12"/><path d="M9.5 0v28M11.3 0v28M13.1 0v28M14.9 0v28M16.7 0v28M18.5 0v28" stroke="#f1dfc4" stroke-width=".7"/></svg>`;
