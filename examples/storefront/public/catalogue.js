/**
 * The one catalogue: the server renders pages from it, the browser shows carts with it, Waymark suggests from it.
 *
 * @typedef {object} Product
 * @property {string} id
 * @property {string} name
 * @property {'guitars' | 'accessories'} category
 * @property {string} kind What it is, in the words of a shop.
 * @property {number} price Euro, tax included.
 * @property {string} line One sentence.
 * @property {string} text A paragraph.
 * @property {readonly string[]} tags What it has in common with others.
 * @property {readonly string[]} goesWith Ids of what completes it.
 * @property {Readonly<Record<string, string>>} facts
 * @property {readonly [rating: number, count: number]} rating
 * @property {readonly Review[]} reviews
 * @property {string} [badge]
 *
 * @typedef {object} Review
 * @property {string} title
 * @property {string} author
 * @property {string} text
 * @property {number} stars
 */

export const CURRENCY = 'EUR';
export const BRAND = 'Fretwell';

/** @type {Readonly<Record<'guitars' | 'accessories', { title: string, path: string, intro: string }>>} */
export const CATEGORIES = {
  guitars: {
    title: 'Guitars',
    path: '/guitars',
    intro:
      'Six acoustic guitars, each set up by hand before it leaves. We keep the list short, so that choosing stays easy.',
  },
  accessories: {
    title: 'Strings & accessories',
    path: '/accessories',
    intro: 'What a guitar needs in its first year, and nothing that ends up in a drawer.',
  },
};

/** @type {readonly Product[]} */
export const PRODUCTS = [
  {
    id: 'cedar-0-14',
    name: 'Cedar 0-14',
    category: 'guitars',
    kind: 'Acoustic, small body',
    price: 219,
    badge: 'First guitar',
    line: 'Warm, light, and kind to beginners’ hands.',
    text: 'A small body that sits close, a cedar top that answers to a light touch, and a neck your fingers reach around. We file the frets, lower the strings and play it for ten minutes before it is packed.',
    tags: ['acoustic', 'beginner', 'small-body', 'cedar'],
    goesWith: ['phosphor-strings', 'clip-tuner', 'first-songs', 'padded-bag', 'steel-capo'],
    facts: {
      Body: 'Small, 0-14',
      Top: 'Solid cedar',
      'Back and sides': 'Mahogany',
      Scale: '632 mm',
      'Frets clear of the body': '14',
      Weight: '1.5 kg',
      'Best for': 'First songs, singing along',
    },
    rating: [4.8, 212],
    reviews: [
      {
        title: 'My first F chord.',
        author: 'Ida, three weeks in',
        text: 'I had given up on a bigger guitar. On this one my hand simply reaches.',
        stars: 5,
      },
      {
        title: 'Small and loud enough.',
        author: 'Tom, for his daughter',
        text: 'She is eleven and carries it everywhere. It fills the kitchen.',
        stars: 5,
      },
      {
        title: 'Needs a bag.',
        author: 'Wilma',
        text: 'Lovely tone. It comes in a good box but without a bag, so plan for one.',
        stars: 4,
      },
    ],
  },
  {
    id: 'spruce-om',
    name: 'Spruce OM',
    category: 'guitars',
    kind: 'Acoustic, medium body',
    price: 349,
    line: 'Clear and even, made for fingers.',
    text: 'The shape fingerstyle players come back to. A spruce top keeps every string apart, the waist sits on the thigh, and the neck is a little wider so that fingers do not trip.',
    tags: ['acoustic', 'fingerstyle', 'medium-body', 'spruce'],
    goesWith: ['coated-strings', 'steel-capo', 'clip-tuner', 'woven-strap'],
    facts: {
      Body: 'Medium, OM',
      Top: 'Solid spruce',
      'Back and sides': 'Walnut',
      Scale: '645 mm',
      'Frets clear of the body': '14',
      Weight: '1.8 kg',
      'Best for': 'Fingerstyle, recording',
    },
    rating: [4.7, 98],
    reviews: [
      {
        title: 'Every string speaks.',
        author: 'Bea, second guitar',
        text: 'Coming from a big strummer I hear my mistakes now, and my progress.',
        stars: 5,
      },
      {
        title: 'They answered at nine in the evening.',
        author: 'Nils',
        text: 'A question about string height, a photo back ten minutes later.',
        stars: 5,
      },
    ],
  },
  {
    id: 'mini-mahogany',
    name: 'Mini Mahogany',
    category: 'guitars',
    kind: 'Acoustic, travel size',
    price: 159,
    badge: 'Fits overhead',
    line: 'Small enough for the train, big enough for a song.',
    text: 'All mahogany, three quarters of the size. It survives rucksacks, children and damp tents, and it stays in tune better than it should for the price.',
    tags: ['acoustic', 'beginner', 'travel', 'mahogany', 'small-body'],
    goesWith: ['clip-tuner', 'pick-set', 'phosphor-strings', 'woven-strap'],
    facts: {
      Body: 'Travel, three quarters',
      Top: 'Solid mahogany',
      'Back and sides': 'Mahogany',
      Scale: '584 mm',
      'Frets clear of the body': '14',
      Weight: '1.2 kg',
      'Best for': 'The road, young players',
    },
    rating: [4.4, 61],
    reviews: [
      {
        title: 'Went to Lisbon and back.',
        author: 'Jan',
        text: 'In the overhead locker, between coats. Still in tune at the sea.',
        stars: 5,
      },
      {
        title: 'A little quiet.',
        author: 'Sofie',
        text: 'For the living room it is enough. For a campfire, play harder.',
        stars: 4,
      },
    ],
  },
  {
    id: 'night-parlour',
    name: 'Night Parlour',
    category: 'guitars',
    kind: 'Acoustic, small body',
    price: 289,
    badge: 'New',
    line: 'Twelve frets, a dark burst, and a voice from 1920.',
    text: 'A parlour guitar with its bridge in the middle of the lower bout, where the top moves most. It barks in the middle, whispers at the edge, and looks like the last hour of a good evening.',
    tags: ['acoustic', 'blues', 'small-body', 'spruce'],
    goesWith: ['phosphor-strings', 'woven-strap', 'steel-capo', 'padded-bag'],
    facts: {
      Body: 'Small, parlour',
      Top: 'Solid spruce, night burst',
      'Back and sides': 'Maple, stained',
      Scale: '632 mm',
      'Frets clear of the body': '12',
      Weight: '1.4 kg',
      'Best for': 'Blues, slow songs',
    },
    rating: [4.9, 37],
    reviews: [
      {
        title: 'It growls.',
        author: 'Marek',
        text: 'I wanted a pretty wall guitar. It has not been on the wall once.',
        stars: 5,
      },
      {
        title: 'Small, not weak.',
        author: 'Anouk',
        text: 'The twelfth fret at the body took a day to get used to.',
        stars: 5,
      },
    ],
  },
  {
    id: 'walnut-grand',
    name: 'Walnut Grand',
    category: 'guitars',
    kind: 'Acoustic, large body',
    price: 479,
    line: 'The big voice for a room without microphones.',
    text: 'Broad shoulders, walnut back, and a spruce top that does not give in when you strum hard. If you lead the singing, this is the one people hear.',
    tags: ['acoustic', 'strumming', 'large-body', 'spruce'],
    goesWith: ['pick-set', 'woven-strap', 'coated-strings', 'steel-capo'],
    facts: {
      Body: 'Large, grand',
      Top: 'Solid spruce',
      'Back and sides': 'Walnut',
      Scale: '645 mm',
      'Frets clear of the body': '14',
      Weight: '2.1 kg',
      'Best for': 'Strumming, leading songs',
    },
    rating: [4.6, 54],
    reviews: [
      {
        title: 'Choir of forty, no microphone.',
        author: 'Pastor Ruth',
        text: 'They can hear the beat at the back now.',
        stars: 5,
      },
      {
        title: 'Big on the lap.',
        author: 'Theo',
        text: 'Sound as promised. I am 1.65 m and stand up to play it.',
        stars: 4,
      },
    ],
  },
  {
    id: 'cedar-0-14-left',
    name: 'Cedar 0-14 left',
    category: 'guitars',
    kind: 'Acoustic, small body, left-handed',
    price: 229,
    line: 'The same kind guitar for the other hand.',
    text: 'Not a right-handed guitar with its strings turned round: bracing, bridge and pickguard are built for left hands. Ten euro more, because we build fewer.',
    tags: ['acoustic', 'beginner', 'small-body', 'cedar', 'left-handed'],
    goesWith: ['phosphor-strings', 'clip-tuner', 'first-songs', 'padded-bag'],
    facts: {
      Body: 'Small, 0-14',
      Top: 'Solid cedar',
      'Back and sides': 'Mahogany',
      Scale: '632 mm',
      'Frets clear of the body': '14',
      Weight: '1.5 kg',
      'Best for': 'Left-handed first songs',
    },
    rating: [4.8, 29],
    reviews: [{ title: 'Finally.', author: 'Lotte', text: 'I did not have to relearn which hand I am.', stars: 5 }],
  },
  {
    id: 'phosphor-strings',
    name: 'Phosphor strings, light',
    category: 'accessories',
    kind: 'Strings, 12–53',
    price: 12,
    line: 'Fits every guitar we sell.',
    text: 'Phosphor bronze, light. Warm from the first minute, and easy on fingers that are not used to steel yet. Change them every three months if you play most days.',
    tags: ['strings', 'beginner'],
    goesWith: ['clip-tuner', 'pick-set', 'coated-strings'],
    facts: {
      Gauge: '12–53, light',
      Material: 'Phosphor bronze',
      Lasts: 'About three months',
      Fits: 'All Fretwell guitars',
    },
    rating: [4.7, 340],
    reviews: [{ title: 'Like honey.', author: 'Mara', text: 'Not squeaky, not dull.', stars: 5 }],
  },
  {
    id: 'coated-strings',
    name: 'Coated strings, three sets',
    category: 'accessories',
    kind: 'Strings, 12–53',
    price: 33,
    line: 'Three sets that last a year together.',
    text: 'A thin coat keeps sweat out of the winding, so the sound stays for three to four months instead of one. Three sets, no plastic.',
    tags: ['strings'],
    goesWith: ['clip-tuner', 'pick-set', 'phosphor-strings'],
    facts: {
      Gauge: '12–53, light',
      Material: 'Coated phosphor bronze',
      Lasts: 'Four months a set',
      Fits: 'All Fretwell guitars',
    },
    rating: [4.5, 118],
    reviews: [
      { title: 'Lazy and happy.', author: 'Nils', text: 'I change strings when the seasons change.', stars: 5 },
    ],
  },
  {
    id: 'clip-tuner',
    name: 'Clip-on tuner',
    category: 'accessories',
    kind: 'Tuner',
    price: 19,
    badge: 'Most added',
    line: 'Eight of ten beginners add it.',
    text: 'Clip it to the headstock and it listens to the wood, not to the room. A needle, a letter, and a battery that lasts a year.',
    tags: ['tuner', 'beginner'],
    goesWith: ['phosphor-strings', 'steel-capo', 'pick-set'],
    facts: { Display: 'Needle and letter', Battery: 'CR2032, included', Range: 'A0 to C8', Weight: '24 g' },
    rating: [4.8, 510],
    reviews: [{ title: 'Even in the noise.', author: 'Jan', text: 'Tuned it on a train.', stars: 5 }],
  },
  {
    id: 'first-songs',
    name: 'First 12 songs, book',
    category: 'accessories',
    kind: 'Songbook',
    price: 15,
    line: 'Three chords, twelve songs, one month.',
    text: 'Large print, chord pictures over every line, and a spine that stays open on the table. The twelfth song has an F in it. By then you will not mind.',
    tags: ['book', 'beginner'],
    goesWith: ['clip-tuner', 'steel-capo', 'pick-set'],
    facts: { Pages: '64, lies flat', Level: 'First month', Language: 'English' },
    rating: [4.9, 176],
    reviews: [{ title: 'It lies flat.', author: 'Ida', text: 'The most important feature of a songbook.', stars: 5 }],
  },
  {
    id: 'woven-strap',
    name: 'Woven strap',
    category: 'accessories',
    kind: 'Strap',
    price: 24,
    line: 'Cotton, leather ends, grows with you.',
    text: 'Woven in Portugal, 50 mm wide, adjustable from 95 to 160 cm. It does not slip on a shirt.',
    tags: ['strap'],
    goesWith: ['pick-set', 'steel-capo', 'clip-tuner'],
    facts: { Width: '50 mm', Length: '95–160 cm', Material: 'Cotton and leather' },
    rating: [4.6, 88],
    reviews: [{ title: 'Pretty and wide.', author: 'Anouk', text: 'My shoulder says thanks.', stars: 5 }],
  },
  {
    id: 'steel-capo',
    name: 'Steel capo',
    category: 'accessories',
    kind: 'Capo',
    price: 16,
    line: 'One hand, any fret, no buzz.',
    text: 'A spring that presses as much as it must and not more, so the strings stay in tune. Opens with two fingers in the middle of a song.',
    tags: ['capo'],
    goesWith: ['first-songs', 'clip-tuner', 'pick-set'],
    facts: { Fits: 'Necks up to 48 mm', Weight: '58 g', Material: 'Steel and silicone' },
    rating: [4.7, 143],
    reviews: [{ title: 'Stays in tune.', author: 'Bea', text: 'My old one pulled everything sharp.', stars: 5 }],
  },
  {
    id: 'padded-bag',
    name: 'Padded bag',
    category: 'accessories',
    kind: 'Gig bag',
    price: 49,
    line: 'Twenty millimetres between the world and your guitar.',
    text: 'Thick padding, a neck rest, two shoulder straps and a pocket for the songbook. Fits small and medium bodies.',
    tags: ['bag'],
    goesWith: ['woven-strap', 'clip-tuner', 'pick-set'],
    facts: { Padding: '20 mm', Fits: 'Small and medium bodies', Pocket: 'Songbook size' },
    rating: [4.6, 67],
    reviews: [{ title: 'Rain is no problem.', author: 'Tom', text: 'Two school years so far.', stars: 5 }],
  },
  {
    id: 'pick-set',
    name: 'Pick set, five',
    category: 'accessories',
    kind: 'Picks',
    price: 6,
    line: 'Thin to thick, to find yours.',
    text: 'Five picks from 0.60 to 1.20 mm. Most people end up loving one and lending the rest.',
    tags: ['picks', 'beginner'],
    goesWith: ['woven-strap', 'phosphor-strings', 'clip-tuner'],
    facts: { Thickness: '0.60–1.20 mm', Material: 'Recycled celluloid' },
    rating: [4.5, 95],
    reviews: [{ title: 'It was the 0.73.', author: 'Wilma', text: 'Cheap way to find out.', stars: 5 }],
  },
];

/** @returns {Product | undefined} */
export function findProduct(id) {
  return PRODUCTS.find(product => product.id === id);
}

/** The product's page. */
export function pathOf(product) {
  return `/product/${product.id}`;
}

/** Products that share most with this one, of the same category; the closest price first among equals. Pure. */
export function similarTo(product, limit = 3) {
  const shared = other => other.tags.filter(tag => product.tags.includes(tag)).length;
  return PRODUCTS.filter(other => other.category === product.category && other.id !== product.id)
    .map(other => ({ other, score: shared(other) - Math.abs(other.price - product.price) / 1000 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ other }) => other);
}

/** Products in which every word of the query occurs. Pure. */
export function searchProducts(query) {
  const words = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (!words.length) return [];
  return PRODUCTS.filter(({ name, kind, line, text, tags, facts }) => {
    const haystack = [name, kind, line, text, ...tags, ...Object.values(facts)].join(' ').toLowerCase();
    return words.every(word => haystack.includes(word));
  });
}
