const NUT = 34;
const STEP = 30;
const GAP = 26;

/**
 * A chord as guitarists write it: six strings, four frets, a dot for each finger. Pure.
 *
 * @param {string} name
 * @param {readonly (number | 'x')[]} frets From the low string to the high one; 0 is open, `'x'` is not played.
 * @param {readonly (number | 0)[]} fingers
 * @returns {string} An SVG element.
 */
export function chord(name, frets, fingers) {
  const x = string => 22 + string * GAP;
  const marks = frets.map((fret, string) => {
    if (fret === 'x')
      return `<path d="M${x(string) - 5} 17l10 10m0-10l-10 10" stroke="currentColor" stroke-width="1.8"/>`;
    if (fret === 0)
      return `<circle cx="${x(string)}" cy="22" r="5" fill="none" stroke="currentColor" stroke-width="1.8"/>`;
    const y = NUT + (fret - 0.5) * STEP;
    return `<circle cx="${x(string)}" cy="${y}" r="10.5" fill="#7a3b12"/><text x="${x(string)}" y="${y + 4.5}" text-anchor="middle" font-size="13" font-weight="600" fill="#fff" font-family="system-ui, sans-serif">${fingers[string]}</text>`;
  });
  const lines = [0, 1, 2, 3, 4]
    .map(fret => `M${x(0)} ${NUT + fret * STEP}H${x(5)}`)
    .concat([0, 1, 2, 3, 4, 5].map(string => `M${x(string)} ${NUT}V${NUT + 4 * STEP}`));
  const spoken = frets.map(fret => (fret === 'x' ? 'not played' : fret === 0 ? 'open' : `fret ${fret}`)).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="174" height="168" viewBox="0 0 174 168" role="img" aria-label="${name}, from the low string: ${spoken}"><path d="${lines.join('')}" stroke="currentColor" opacity=".55"/><path d="M${x(0) - 1} ${NUT}H${x(5) + 1}" stroke="currentColor" stroke-width="4"/>${marks.join('')}</svg>`;
}

/** The first three, enough for the first four songs of the book. */
export const CHORDS = {
  'E minor': chord('E minor', [0, 2, 2, 0, 0, 0], [0, 2, 3, 0, 0, 0]),
  G: chord('G major', [3, 2, 0, 0, 0, 3], [2, 1, 0, 0, 0, 3]),
  D: chord('D major', ['x', 'x', 0, 2, 3, 2], [0, 0, 0, 1, 3, 2]),
};

/** One sheet with all of them, to print. */
export function chordSheet() {
  const sheets = Object.entries(CHORDS).map(
    ([name, drawing], index) =>
      `<g transform="translate(${40 + index * 220} 90)"><text x="87" y="-14" text-anchor="middle" font-family="Georgia, serif" font-size="24">${name}</text>${drawing}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="300" viewBox="0 0 680 300" color="#2a1d12" fill="#2a1d12"><rect width="680" height="300" fill="#fffdf9"/>${sheets.join('')}<text x="340" y="284" text-anchor="middle" font-family="Georgia, serif" font-style="italic" font-size="14">Fretwell, first chords</text></svg>`;
}
