/**
 * Drawings of everything that is not a guitar, by name; each fills an 800 × 1000 picture. Pure.
 *
 * @type {Readonly<Record<string, () => string>>}
 */
export const ACCESSORIES = {
  'phosphor-strings': () =>
    coil(400, 620, 190, '#b9783a') +
    envelope({
      x: 190,
      y: 250,
      paper: '#fbf4e6',
      band: '#8c4a1f',
      ink: '#3b2110',
      title: 'Phosphor',
      note: 'light · 12–53',
    }),
  'coated-strings': () =>
    envelope({ x: 250, y: 180, paper: '#dfe7e3', band: '#2f5d55', ink: '#20302d', title: '', note: '', turn: 9 }) +
    envelope({ x: 215, y: 235, paper: '#e8eeea', band: '#3b7166', ink: '#20302d', title: '', note: '', turn: 2 }) +
    envelope({
      x: 165,
      y: 320,
      paper: '#f3f6f2',
      band: '#2f5d55',
      ink: '#20302d',
      title: 'Coated',
      note: 'three sets · 12–53',
      turn: -5,
    }),
  'clip-tuner': tuner,
  'first-songs': songbook,
  'woven-strap': strap,
  'steel-capo': capo,
  'padded-bag': bag,
  'pick-set': picks,
};

/** An accessory as an SVG document, or an empty text when there is none of that name. Pure. */
export function accessory(name) {
  const draw = Object.hasOwn(ACCESSORIES, name) ? ACCESSORIES[name] : null;
  if (!draw) return '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="0 0 800 1000"><defs>
<filter id="soft" x="-30%" y="-30%" width="160%" height="170%"><feDropShadow dx="8" dy="18" stdDeviation="16" flood-color="#1a0d04" flood-opacity=".32"/></filter>
<linearGradient id="sheen" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".5"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".1"/></linearGradient>
<linearGradient id="steel" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f2efe8"/><stop offset=".35" stop-color="#aca89f"/><stop offset=".6" stop-color="#dedad1"/><stop offset="1" stop-color="#77736a"/></linearGradient>
<linearGradient id="night" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#434b59"/><stop offset=".5" stop-color="#2a303b"/><stop offset="1" stop-color="#1b1f27"/></linearGradient>
</defs>${draw()}</svg>`;
}

function text(x, y, size, fill, words, rest = '') {
  return `<text x="${x}" y="${y}" text-anchor="middle" font-family="Georgia, 'DejaVu Serif', serif" font-size="${size}" fill="${fill}" ${rest}>${words}</text>`;
}

function coil(x, y, r, colour) {
  const rings = [0, 7, 15, 22, 30, 38].map(
    (inset, index) =>
      `<circle cx="${x + index}" cy="${y - index}" r="${r - inset}" stroke-width="${4.4 - index * 0.6}" stroke="${index > 3 ? '#b8b3a8' : colour}"/>`,
  );
  return `<g fill="none" filter="url(#soft)">${rings.join('')}<circle cx="${x + r - 8}" cy="${y + 24}" r="8" stroke="#c9a03f" stroke-width="5"/></g>`;
}

function envelope({ x, y, paper, band, ink, title, note, turn = -4 }) {
  const size = 420;
  const middle = x + size / 2;
  return `<g transform="rotate(${turn} ${middle} ${y + size / 2})"><g filter="url(#soft)"><rect x="${x}" y="${y}" width="${size}" height="${size}" rx="10" fill="${paper}"/></g>
<rect x="${x}" y="${y + 226}" width="${size}" height="112" fill="${band}"/><path d="M${x} ${y + 220}h${size}M${x} ${y + 344}h${size}" stroke="${band}" stroke-width="3"/>
<g stroke="${band}" fill="none" opacity=".8"><circle cx="${middle}" cy="${y + 118}" r="62" stroke-width="5"/><circle cx="${middle}" cy="${y + 118}" r="52" stroke-width="2"/><circle cx="${middle}" cy="${y + 118}" r="38" fill="${band}" stroke="none" opacity=".9"/><path d="M${middle - 12} ${y + 40}v156M${middle - 4} ${y + 40}v156M${middle + 4} ${y + 40}v156M${middle + 12} ${y + 40}v156" stroke="${paper}" stroke-width="1.6"/></g>
${text(middle, y + 298, 56, paper, title, 'font-style="italic"')}${text(middle, y + 392, 26, ink, note)}
<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="10" fill="url(#sheen)"/></g>`;
}

function tuner() {
  const marks = Array.from({ length: 11 }, (_, index) => {
    const angle = Math.PI * (0.14 + (0.72 * index) / 10);
    const point = radius =>
      `${Math.round(400 - radius * Math.cos(angle))} ${Math.round(450 - radius * Math.sin(angle))}`;
    return `M${point(158)}L${point(index % 5 ? 140 : 126)}`;
  });
  return `<g filter="url(#soft)"><path d="M352 560h96l14 96h-124z" fill="#22272f"/><path d="M300 650q100-30 200 0l14 56q-114 34-228 0z" fill="url(#night)"/><path d="M292 742q108 34 216 0l-16 74q-92 26-184 0z" fill="#2b313b"/><path d="M306 706l-12 44M494 706l12 44" stroke="#171a20" stroke-width="16"/>
<rect x="180" y="220" width="440" height="350" rx="60" fill="url(#night)"/></g><rect x="212" y="250" width="376" height="262" rx="34" fill="#0f1712"/>
<path d="${marks.join('')}" stroke="#7fd8b0" stroke-width="6" stroke-linecap="round"/><path d="M400 452L402 318" stroke="#f4efe2" stroke-width="7" stroke-linecap="round"/><circle cx="400" cy="452" r="11" fill="#f4efe2"/>
${text(400, 500, 1, '#fff', '')}<text x="270" y="478" font-family="ui-sans-serif,Arial,'DejaVu Sans',sans-serif" font-weight="700" font-size="64" fill="#7fd8b0">A</text><text x="486" y="474" font-family="ui-sans-serif,Arial,'DejaVu Sans',sans-serif" font-size="30" fill="#7fd8b0">440</text>
<rect x="212" y="250" width="376" height="262" rx="34" fill="url(#sheen)" opacity=".35"/><circle cx="400" cy="541" r="11" fill="#8d96a5"/>`;
}

function songbook() {
  return `<g transform="rotate(-3 400 500)"><g filter="url(#soft)"><path d="M196 160h410q14 0 14 14v660q0 14-14 14h-410z" fill="#fffdf6"/><rect x="180" y="150" width="426" height="690" rx="10" fill="#24423d"/></g>
<path d="M180 160q0-10 10-10h24v690h-24q-10 0-10-10z" fill="#1a322e"/><circle cx="412" cy="560" r="150" fill="none" stroke="#e3c38c" stroke-width="5"/><circle cx="412" cy="560" r="138" fill="none" stroke="#e3c38c" stroke-width="2"/><circle cx="412" cy="560" r="122" fill="#152a27"/>
<path d="M377 388v344M391 388v344M405 388v344M419 388v344M433 388v344M447 388v344" stroke="#e3c38c" stroke-width="2.4"/>
${text(412, 262, 62, '#f5ead2', 'First 12', 'font-weight="600"')}${text(412, 328, 62, '#f5ead2', 'songs', 'font-style="italic"')}${text(412, 790, 25, '#e3c38c', 'for two hands and a week')}
<rect x="180" y="150" width="426" height="690" rx="10" fill="url(#sheen)" opacity=".45"/></g>`;
}

function strap() {
  const band = 'M210 800C120 620 170 300 330 210S640 230 640 420S470 640 500 800';
  return `<g fill="none" filter="url(#soft)"><path d="${band}" stroke="#7a2e22" stroke-width="84"/></g><g fill="none"><path d="${band}" stroke="#e7d4b0" stroke-width="60" stroke-dasharray="22 16"/><path d="${band}" stroke="#b4512f" stroke-width="44" stroke-dasharray="38 38"/><path d="${band}" stroke="#2d4a48" stroke-width="18" stroke-dasharray="19 57" stroke-dashoffset="-10"/><path d="${band}" stroke="#e7d4b0" stroke-width="5"/></g>
<g filter="url(#soft)"><path d="M158 770l92-14 30 92q-8 44-56 52q-46-2-62-50z" fill="#5a3018"/><path d="M460 772l86-10 10 92q-12 44-56 48q-40-6-50-46z" fill="#5a3018"/></g><g fill="#1d0e06"><circle cx="224" cy="860" r="10"/><circle cx="503" cy="862" r="10"/><path d="M220 820h8v40h-8zM499 822h8v40h-8z"/></g>
<g fill="none" stroke="#d9b888" stroke-width="3" stroke-dasharray="9 7"><path d="M172 778l72-11 24 78q-8 34-46 42q-36-4-47-40z"/><path d="M470 780l68-8 8 80q-10 32-46 37q-30-6-38-38z"/></g>`;
}

function capo() {
  return `<g filter="url(#soft)" transform="rotate(-14 400 500)"><path d="M150 380h470q40 0 40 40v22q0 30-34 30h-476q-26 0-26-26v-40q0-26 26-26z" fill="url(#steel)"/><path d="M146 470h440v34q0 12-12 12h-416q-12 0-12-12z" fill="#22262c"/>
<path d="M600 400q110 20 96 150q-12 110-150 170l-36 62q-20 28-52 12q-30-18-14-50l50-92q104-32 122-104q10-60-34-84z" fill="url(#steel)"/><path d="M226 640h250q28 0 28 28v20q0 22-28 22h-250q-32 0-32-34t32-36z" fill="url(#night)"/><path d="M476 646q80-30 96-96" fill="none" stroke="#57534a" stroke-width="14" stroke-linecap="round"/>
<circle cx="612" cy="470" r="27" fill="#8f8b82" stroke="#57534a" stroke-width="4"/><circle cx="612" cy="470" r="9" fill="#4b4841"/><path d="M170 396h430" stroke="#fff" stroke-width="7" opacity=".55" stroke-linecap="round"/></g>`;
}

function bag() {
  const shape =
    'M400 60c52 0 62 34 62 84l4 180c6 66 92 82 100 170c4 60-40 84-38 142c4 70 62 86 62 168c0 92-82 136-190 136s-190-44-190-136c0-82 58-98 62-168c2-58-42-82-38-142c8-88 94-104 100-170l4-180c0-50 10-84 62-84z';
  return `<g filter="url(#soft)"><path d="M560 520q110 80 60 250q-14 60-50 80" fill="none" stroke="#20252d" stroke-width="26"/><path d="${shape}" fill="url(#night)"/></g><path d="${shape}" fill="none" stroke="#11141a" stroke-width="7"/><path d="${shape}" fill="none" stroke="#8b94a3" stroke-width="2.5" stroke-dasharray="9 7" transform="translate(16 20) scale(.96)"/>
<path d="M288 742q112 30 224 0q44 60 30 110q-30 66-142 66t-142-66q-14-50 30-110z" fill="#353c48" stroke="#161a20" stroke-width="4"/><path d="M296 770q104 28 208 0" fill="none" stroke="#b5863f" stroke-width="5"/><rect x="494" y="762" width="16" height="38" rx="6" fill="#b5863f"/>
<path d="M352 250h96v84q-48 16-96 0z" fill="#353c48" stroke="#161a20" stroke-width="4"/><rect x="352" y="578" width="96" height="46" rx="6" fill="#6b3a1c"/>${text(400, 609, 23, '#f0dfc0', 'Fretwell', 'font-style="italic"')}<path d="M352 160q48-24 96 0v28q-48-20-96 0z" fill="#20252d"/>`;
}

function picks() {
  const shape = 'M0-150C70-150 138-122 138-62C138 20 52 150 0 150S-138 20-138-62C-138-122-70-150 0-150Z';
  const set = [
    [250, 300, -24, '#6b3a1c', '0.60'],
    [540, 280, 18, '#2f5d55', '0.73'],
    [400, 480, -4, '#c98a3c', '0.88'],
    [240, 690, 14, '#39435a', '1.00'],
    [560, 700, -16, '#8a2f22', '1.20'],
  ];
  return set
    .map(
      ([x, y, turn, fill, size]) =>
        `<g transform="translate(${x} ${y}) rotate(${turn})"><g filter="url(#soft)"><path d="${shape}" fill="${fill}"/></g><path d="${shape}" fill="url(#sheen)" opacity=".6"/>${text(0, -46, 34, '#fff', 'Fretwell', 'font-style="italic" opacity=".92"')}${text(0, 4, 30, '#fff', size, 'opacity=".86"')}</g>`,
    )
    .join('');
}
