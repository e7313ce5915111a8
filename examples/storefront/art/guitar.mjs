import { grain, round } from './wood.mjs';

/**
 * @typedef {object} Build How a guitar is built; lengths in millimetres.
 * @property {number} scale Nut to saddle.
 * @property {number} frets Frets clear of the body: 12 or 14.
 * @property {number} length Of the body.
 * @property {number} upper Width of the upper bout.
 * @property {number} waist Width of the waist.
 * @property {number} lower Width of the lower bout.
 * @property {readonly [light: string, middle: string, dark: string]} top Wood of the top.
 * @property {readonly [light: string, dark: string]} back Wood of the back.
 * @property {string} binding
 * @property {string} guard Colour of the pickguard; empty for none.
 * @property {boolean} [burst] The top darkens towards its edge.
 * @property {boolean} [left] Built for left hands.
 */

const HEAD = 158;
const NUT = 21.5;
const HEEL = 28;
const FRETS = 20;
const DOTS = [5, 7, 9, 12, 15];
const STRINGS = [1.5, 1.35, 1.15, 1, 0.8, 0.7];

/** Frames of an 800 × 1000 picture by view. */
const FRAMES = { front: null, back: null, body: [400, 500], head: [192, 240] };

/**
 * A steel-string guitar, drawn to scale from its measures. Pure.
 *
 * @param {Build} build
 * @param {'front' | 'back' | 'body' | 'head'} view
 * @returns {string} An SVG document of 800 × 1000.
 */
export function guitar(build, view = 'front') {
  const joint = fretAt(build.scale, build.frets);
  const total = HEAD + joint + build.length;
  const nut = (1000 - total) / 2 + HEAD;
  const bodyTop = nut + joint;
  const back = view === 'back';
  const drawing = [
    shadow(build, bodyTop, nut),
    back ? '' : tuners(nut),
    back ? head(nut, build.back[1]) + neckBack(build, nut, bodyTop) + tuners(nut) : '',
    body(build, bodyTop, back),
    back ? heel(build, bodyTop) : hole(build, nut) + bridge(build, nut),
    back ? '' : head(nut, '#3a2415') + board(build, nut) + strings(build, nut),
  ].join('');
  const mirrored = build.left ? `<g transform="matrix(-1 0 0 1 800 0)">${drawing}</g>` : drawing;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="${frame(view, nut, bodyTop, build)}">${paints(build)}${mirrored}${back ? '' : name(nut)}</svg>`;
}

/** Distance of a fret from the nut: twelve equal steps to the octave. */
function fretAt(scale, fret) {
  return round(scale * (1 - 2 ** (-fret / 12)));
}

function frame(view, nut, bodyTop, { length }) {
  const size = FRAMES[view];
  if (!size) return '-24 -30 848 1060';
  const top = view === 'body' ? bodyTop + length * 0.5 - size[1] * 0.53 : nut - HEAD - 22;
  return `${400 - size[0] / 2} ${round(top)} ${size[0]} ${size[1]}`;
}

/** The outline of the body, from its top down the right side and up the left. */
function outline({ length, upper, waist, lower }, top) {
  const side = sign => {
    const x = half => round(400 + sign * half);
    const y = part => round(top + length * part);
    const [u, w, l] = [upper / 2, waist / 2, lower / 2];
    return { x, y, u, w, l };
  };
  const r = side(1);
  const s = side(-1);
  return [
    `M400 ${r.y(0)}`,
    `C${r.x(r.u * 0.66)} ${r.y(0)} ${r.x(r.u)} ${r.y(0.07)} ${r.x(r.u)} ${r.y(0.2)}`,
    `C${r.x(r.u)} ${r.y(0.29)} ${r.x(r.w)} ${r.y(0.3)} ${r.x(r.w)} ${r.y(0.39)}`,
    `C${r.x(r.w)} ${r.y(0.51)} ${r.x(r.l)} ${r.y(0.55)} ${r.x(r.l)} ${r.y(0.73)}`,
    `C${r.x(r.l)} ${r.y(0.9)} ${r.x(r.l * 0.62)} ${r.y(1)} 400 ${r.y(1)}`,
    `C${s.x(s.l * 0.62)} ${s.y(1)} ${s.x(s.l)} ${s.y(0.9)} ${s.x(s.l)} ${s.y(0.73)}`,
    `C${s.x(s.l)} ${s.y(0.55)} ${s.x(s.w)} ${s.y(0.51)} ${s.x(s.w)} ${s.y(0.39)}`,
    `C${s.x(s.w)} ${s.y(0.3)} ${s.x(s.u)} ${s.y(0.29)} ${s.x(s.u)} ${s.y(0.2)}`,
    `C${s.x(s.u)} ${s.y(0.07)} ${s.x(s.u * 0.66)} ${s.y(0)} 400 ${s.y(0)}Z`,
  ].join('');
}

function paints({ top, back, burst }) {
  const [light, middle, dark] = top;
  const stops = (...pairs) =>
    pairs
      .map(([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
      .join('');
  return `<defs>
<linearGradient id="top">${stops([0, dark], [0.18, middle], [0.46, light], [0.54, light], [0.82, middle], [1, dark])}</linearGradient>
<linearGradient id="back">${stops([0, back[1]], [0.25, back[0]], [0.495, back[1]], [0.505, back[0]], [0.75, back[1]], [1, back[1]])}</linearGradient>
<radialGradient id="burst" cx=".5" cy=".56" r=".56">${stops([0.3, dark, 0], [0.72, dark, burst ? 0.75 : 0.12], [1, burst ? '#0c0d12' : '#3b1f0c', burst ? 0.95 : 0.5])}</radialGradient>
<linearGradient id="gloss" x1="0" y1="0" x2="1" y2=".7">${stops([0, '#fff', 0.34], [0.42, '#fff', 0.05], [0.6, '#fff', 0])}</linearGradient>
<radialGradient id="dark" cx=".45" cy=".35" r=".75">${stops([0, '#3a2312'], [0.7, '#170c05'], [1, '#0d0603'])}</radialGradient>
<linearGradient id="rosewood">${stops([0, '#1f120a'], [0.3, '#452b1a'], [0.7, '#3a2314'], [1, '#1b0f08'])}</linearGradient>
<linearGradient id="mahogany">${stops([0, '#4a2713'], [0.4, '#8a5230'], [0.7, '#74421f'], [1, '#3c1f0e'])}</linearGradient>
<linearGradient id="metal" x1="0" y1="0" x2="0" y2="1">${stops([0, '#f6f3ec'], [0.5, '#b9b4a8'], [1, '#7d786d'])}</linearGradient>
<filter id="soft" x="-30%" y="-20%" width="160%" height="150%"><feGaussianBlur stdDeviation="13"/></filter>
</defs>`;
}

function shadow(build, bodyTop, nut) {
  return `<g filter="url(#soft)" fill="#1a0d04" opacity=".34" transform="translate(9 16)"><path d="${outline(build, bodyTop)}"/><path d="M378 ${nut}h44v${round(bodyTop - nut + 20)}h-44zM366 ${nut - HEAD + 8}h68l-8 ${HEAD - 8}h-52z"/></g>`;
}

function body(build, bodyTop, back) {
  const d = outline(build, bodyTop);
  const board = {
    left: 400 - build.lower / 2,
    top: bodyTop - 4,
    width: build.lower,
    height: build.length + 8,
    lines: back ? 34 : 62,
    seed: build.length * 7 + build.lower,
  };
  return `<clipPath id="edge"><path d="${d}"/></clipPath>
<path d="${d}" fill="#2b180c" stroke="#2b180c" stroke-width="7"/><path d="${d}" fill="none" stroke="${build.binding}" stroke-width="4.6"/>
<g clip-path="url(#edge)"><path d="${d}" fill="url(#${back ? 'back' : 'top'})"/>
<path d="${grain(board)}" fill="none" stroke="${back ? '#2a1408' : '#5e3510'}" stroke-width="${back ? 1.5 : 0.9}" opacity="${back ? 0.28 : 0.2}"/>
${back ? `<path d="M400 ${bodyTop}v${build.length}" stroke="${build.binding}" stroke-width="3" opacity=".8"/>` : ''}
<path d="${d}" fill="url(#burst)"/>
<path d="M${400 - build.lower / 2} ${bodyTop}h${build.lower * 0.62}q-60 ${build.length * 0.36} -20 ${build.length * 0.55}q-60 120 -${build.lower * 0.5} ${build.length * 0.2}z" fill="url(#gloss)" opacity=".55"/></g>
<path d="${d}" fill="none" stroke="#2b180c" stroke-width="1.3"/>`;
}

/** Sound hole, its rings and the pickguard. */
function hole({ scale, guard }, nut) {
  const radius = 47;
  const y = round(nut + fretAt(scale, FRETS) + radius + 3);
  const rings = [
    [60, 1.1, '#2b180c'],
    [56.4, 4.6, '#e9dcc2'],
    [56.4, 3, '#6c8f86'],
    [56.4, 3, '#c7a26a', '3 5'],
    [52.6, 1.1, '#2b180c'],
    [49, 1.6, '#2b180c'],
  ];
  const plate = `M446 ${y - 12}c22 8 42 36 52 66c6 20-4 34-22 34c-22 0-48-16-56-42c14-8 26-30 26-58z`;
  return [
    guard
      ? `<path d="${plate}" fill="${guard}" opacity=".9" clip-path="url(#edge)"/><path d="M454 ${y + 6}c16 12 28 32 35 54" fill="none" stroke="#fff" stroke-width="3" opacity=".12"/>`
      : '',
    ...rings.map(
      ([r, width, colour, dash]) =>
        `<circle cx="400" cy="${y}" r="${r}" fill="none" stroke="${colour}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`,
    ),
    `<circle cx="400" cy="${y}" r="${radius}" fill="url(#dark)"/><path d="M356 ${y + 14}a47 47 0 0 0 88 0z" fill="#5a3a22" opacity=".38"/>`,
    `<path d="M378 ${y + 10}h44v26h-44z" fill="#d8c8a6" opacity=".5"/><path d="M384 ${y + 18}h32M388 ${y + 25}h24" stroke="#4a2f1a" stroke-width="1.6" opacity=".6"/>`,
  ].join('');
}

function bridge({ scale, left }, nut) {
  const y = round(nut + scale);
  const tilt = left ? -1.6 : 1.6;
  const pins = STRINGS.map((_, index) => {
    const x = round(stringAt(index, 27.5));
    return `<circle cx="${x}" cy="${y + 17}" r="3.4" fill="#efe6d2" stroke="#1b0f08" stroke-width=".8"/><circle cx="${x}" cy="${y + 17}" r="1.1" fill="#3a2314"/>`;
  });
  return `<path d="M322 ${y - 4}q6-7 24-7h108q18 0 24 7q5 6 4 15q-2 9-20 10q-22 2-34 11q-28 9-56 0q-12-9-34-11q-18-1-20-10q-1-9 4-15z" fill="#000" opacity=".25" transform="translate(2 4)"/>
<path d="M322 ${y - 4}q6-7 24-7h108q18 0 24 7q5 6 4 15q-2 9-20 10q-22 2-34 11q-28 9-56 0q-12-9-34-11q-18-1-20-10q-1-9 4-15z" fill="url(#rosewood)"/>
<path d="M362 ${y + tilt}L438 ${y - tilt}" stroke="#f4ecd9" stroke-width="3.6" stroke-linecap="round"/>${pins.join('')}`;
}

function board({ scale }, nut) {
  const end = fretAt(scale, FRETS);
  const half = at => NUT + ((HEEL - NUT) * at) / end;
  const frets = Array.from({ length: FRETS }, (_, index) => {
    const at = fretAt(scale, index + 1);
    return `M${round(400 - half(at))} ${round(nut + at)}H${round(400 + half(at))}`;
  });
  const dots = DOTS.flatMap(fret => {
    const y = round(nut + (fretAt(scale, fret) + fretAt(scale, fret - 1)) / 2);
    return (fret === 12 ? [-9, 9] : [0]).map(x => `<circle cx="${400 + x}" cy="${y}" r="3.1"/>`);
  });
  return `<path d="M${400 - NUT} ${nut}h${NUT * 2}L${400 + HEEL} ${nut + end}q-${HEEL} 7-${HEEL * 2} 0z" fill="#000" opacity=".25" transform="translate(2.5 4)"/>
<path d="M${400 - NUT} ${nut}h${NUT * 2}L${400 + HEEL} ${nut + end}q-${HEEL} 7-${HEEL * 2} 0z" fill="url(#rosewood)"/>
<path d="${frets.join('')}" stroke="#d9d2c3" stroke-width="1.7" opacity=".9"/><g fill="#f1e8d4">${dots.join('')}</g>
<path d="M${400 - NUT - 1} ${nut - 5}h${NUT * 2 + 2}v5.5h-${NUT * 2 + 2}z" fill="#f4ecd9"/>`;
}

function strings({ scale }, nut) {
  return STRINGS.map((width, index) => {
    const [atNut, atBridge] = [stringAt(index, 17.5), stringAt(index, 27.5)];
    const post = postAt(index, nut);
    return `<path d="M${post.x} ${post.y}L${atNut} ${nut - 3}L${atBridge} ${nut + scale}v15" fill="none" stroke="${index < 4 ? '#c79a5b' : '#e4e0d6'}" stroke-width="${width}"/>`;
  }).join('');
}

/** Where a string stands, from the low one on the left to the high one on the right. */
function stringAt(index, half) {
  return round(400 - half + (2 * half * index) / (STRINGS.length - 1));
}

function postAt(index, nut) {
  const right = index > 2;
  const row = right ? 5 - index : index;
  return { x: 400 + (right ? 19 : -19) * (1 + row * 0.1), y: nut - 36 - row * 36 };
}

function head(nut, veneer) {
  const top = nut - HEAD;
  const d = `M${400 - NUT} ${nut - 3}L${400 - NUT - 2} ${nut - 14}L366 ${nut - 30}L362 ${top + 10}Q380 ${top - 2} 390 ${top + 5}Q400 ${top + 12} 410 ${top + 5}Q420 ${top - 2} 438 ${top + 10}L434 ${nut - 30}L${400 + NUT + 2} ${nut - 14}L${400 + NUT} ${nut - 3}Z`;
  const posts = STRINGS.map((_, index) => {
    const { x, y } = postAt(index, nut);
    return `<circle cx="${round(x)}" cy="${y}" r="7.4" fill="url(#metal)" stroke="#57534a" stroke-width=".8"/><circle cx="${round(x)}" cy="${y}" r="3" fill="#8f8a7e"/>`;
  });
  return `<path d="${d}" fill="${veneer}" stroke="#1c0f07" stroke-width="1.6"/><path d="${d}" fill="url(#rosewood)" opacity=".55"/><path d="M370 ${top + 14}L374 ${nut - 32}" stroke="#fff" stroke-width="3" opacity=".1"/>${posts.join('')}`;
}

function tuners(nut) {
  return STRINGS.map((_, index) => {
    const { y } = postAt(index, nut);
    const right = index > 2;
    const x = right ? 434 : 366;
    const out = right ? 1 : -1;
    return `<path d="M${x - out * 4} ${y - 2.4}h${out * 15}v4.8h${out * -15}z" fill="#a8a294"/><rect x="${right ? x + 9 : x - 27}" y="${y - 9}" width="18" height="18" rx="7" fill="url(#metal)" stroke="#6d685d" stroke-width=".8"/>`;
  }).join('');
}

function neckBack({ back }, nut, bodyTop) {
  return `<path d="M${400 - NUT} ${nut - 6}h${NUT * 2}L${400 + HEEL - 2} ${round(bodyTop + 6)}h-${HEEL * 2 - 4}z" fill="${back[0]}"/><path d="M${400 - NUT} ${nut - 6}h${NUT * 2}L${400 + HEEL - 2} ${round(bodyTop + 6)}h-${HEEL * 2 - 4}z" fill="url(#mahogany)" opacity=".85"/>`;
}

function heel({ binding }, bodyTop) {
  return `<path d="M374 ${bodyTop - 12}h52q2 40-26 56q-28-16-26-56z" fill="url(#mahogany)" stroke="#2b180c"/><path d="M382 ${bodyTop + 26}q18 16 36 0q-6 12-18 18q-12-6-18-18z" fill="${binding}"/>`;
}

function name(nut) {
  return `<text x="400" y="${round(nut - HEAD + 30)}" text-anchor="middle" font-family="Georgia, 'DejaVu Serif', serif" font-style="italic" font-size="13" fill="#ecdcbd">Fretwell</text>`;
}
