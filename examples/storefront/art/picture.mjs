import { accessory } from './accessories.mjs';
import { guitar } from './guitar.mjs';

const CEDAR = {
  scale: 632,
  frets: 14,
  length: 467,
  upper: 254,
  waist: 208,
  lower: 348,
  top: ['#e8a85c', '#d18a3f', '#a9612a'],
  back: ['#8a4f2c', '#5f3219'],
  binding: '#f0e3c8',
  guard: '#4a1f12',
};

/** @type {Readonly<Record<string, import('./guitar.mjs').Build>>} */
const BUILDS = {
  'cedar-0-14': CEDAR,
  'cedar-0-14-left': { ...CEDAR, left: true },
  'spruce-om': {
    scale: 645,
    frets: 14,
    length: 492,
    upper: 284,
    waist: 238,
    lower: 382,
    top: ['#f6dfae', '#ecc985', '#c99b57'],
    back: ['#6d4a32', '#46301f'],
    binding: '#3a2415',
    guard: '#3b2313',
  },
  'mini-mahogany': {
    scale: 584,
    frets: 14,
    length: 384,
    upper: 226,
    waist: 186,
    lower: 304,
    top: ['#a45f38', '#8d4b29', '#663219'],
    back: ['#8d4b29', '#5c2c15'],
    binding: '#2b180c',
    guard: '',
  },
  'night-parlour': {
    scale: 632,
    frets: 12,
    length: 480,
    upper: 240,
    waist: 192,
    lower: 330,
    top: ['#6e7f99', '#46546b', '#1b2230'],
    back: ['#39435a', '#1e2533'],
    binding: '#efe3cb',
    guard: '',
    burst: true,
  },
  'walnut-grand': {
    scale: 645,
    frets: 14,
    length: 506,
    upper: 294,
    waist: 268,
    lower: 398,
    top: ['#eec98b', '#dcae66', '#b98445'],
    back: ['#5f4230', '#38261a'],
    binding: '#e9dcc2',
    guard: '#23140b',
  },
};

/** Views of a guitar, the first as the file without a suffix. */
export const VIEWS = ['front', 'body', 'head', 'back'];

/** The picture of a product by file name without ending, such as `spruce-om-body`; empty when there is none. */
export function pictureOf(file) {
  const [, id, view = 'front'] = /^(.+?)(?:-(body|head|back))?$/.exec(file) ?? [];
  return Object.hasOwn(BUILDS, id) ? guitar(BUILDS[id], view) : accessory(file);
}
