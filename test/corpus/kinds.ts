import { type Draw, withIban, withLuhn } from './draw.js';

/** Something personal or secret, and what of it must not come through. */
export interface Find {
  readonly text: string;
  readonly canaries: readonly string[];
  readonly debatable?: true;
  readonly why?: string;
}

type Maker = (draw: Draw) => Find;

const EMAILS: readonly ((canary: string) => string)[] = [
  c => `${c}@example.com`,
  c => `${c}.jones@mail.example.co.uk`,
  c => `jane+${c}@example.org`,
  c => `${c.toUpperCase()}@EXAMPLE.COM`,
  c => `${c}_1@sub-domain.example`,
  c => `${c}.o'neil@example.com`,
  c => `${c}@xn--bcher-kva.example`,
  c => `jürgen.${c}@bücher.example`,
  c => `1${c}2@example.museum`,
  c => `${c}-müller@example.de`,
  c => `${c}@7eleven.example.com`,
];

/** Issuer prefixes with the length of the number. Source: ISO/IEC 7812-1 and the issuers' own tables. */
const CARDS: readonly (readonly [prefix: string, length: number, why?: string])[] = [
  ['4', 16],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['36', 14],
  ['38', 14],
  ['3000', 14],
  ['6011', 16],
  ['644', 16],
  ['65', 16],
  ['3528', 16],
  ['3589', 16],
  ['62', 16],
  ['4', 19, 'Visa has announced numbers of 19 digits; few are issued, and longer ids collide more'],
  ['4', 13, 'Visa no longer issues 13 digits, and GTIN-13 has that length'],
  ['5018', 16, 'Maestro is being withdrawn, and its prefixes cover every twelfth number'],
  ['2200', 16, 'Mir does not work outside of Russia'],
];

/** Country, length of the account and its letters. Source: SWIFT IBAN registry. */
const IBANS: readonly (readonly [country: string, letters: string, digits: number])[] = [
  ['DE', '', 18],
  ['GB', 'NWBK', 14],
  ['FR', '', 23],
  ['NL', 'ABNA', 10],
  ['NO', '', 11],
  ['ES', '', 20],
  ['AT', '', 16],
  ['CH', '', 17],
  ['PL', '', 24],
  ['BE', '', 12],
  ['IT', 'X', 22],
  ['MT', 'MALT', 23],
];

const PHONES: readonly ((digits: string) => string)[] = [
  d => `+4930${d}`,
  d => `+49 30 ${d.slice(0, 4)} ${d.slice(4)}`,
  d => `0049-30-${d}`,
  d => `(030) ${d.slice(0, 4)} ${d.slice(4)}`,
  d => `030/${d}`,
  d => `+1 (${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}47`,
  d => `${d.slice(0, 3)}.${d.slice(3, 6)}.${d.slice(6)}47`,
];

/** Prefixes by which secret scanners know keys. Source: the issuers' own documentation. */
const KEYS: readonly (readonly [prefix: string, length: number])[] = [
  ['sk_live_', 24],
  ['sk_test_', 24],
  ['rk_live_', 24],
  ['whsec_', 32],
  ['ghp_', 36],
  ['gho_', 36],
  ['github_pat_', 40],
  ['glpat-', 20],
  ['AKIA', 16],
  ['ASIA', 16],
  ['AIza', 35],
  ['xoxb-', 24],
  ['xoxp-', 24],
  ['shpat_', 32],
  ['shpss_', 32],
  ['npm_', 36],
  ['ya29.', 40],
  ['sk-proj-', 40],
  ['sk-ant-', 40],
];

export const KINDS: Readonly<Record<string, Maker>> = {
  'e-mail': (draw, canary = draw.canary()) => ({ text: draw.pick(EMAILS)(canary), canaries: [canary] }),
  card(draw) {
    const [prefix, length, why] = draw.pick(CARDS);
    const digits = withLuhn(prefix + draw.digits(length - 1 - prefix.length));
    const gap = draw.pick(['', '', ' ', '-']);
    const groups =
      length > 15
        ? digits.replace(/(\d{4})(?=\d)/g, `$1${gap}`)
        : digits.replace(/^(\d{4})(\d{6})/, `$1${gap}$2${gap}`);
    return {
      text: length === 13 || length > 16 ? digits : groups,
      canaries: [digits],
      ...(why && { debatable: true, why }),
    };
  },
  iban(draw) {
    const [country, letters, length] = draw.pick(IBANS);
    const iban = withIban(country, letters + draw.digits(length));
    const text = draw.pick([iban, iban, iban.replace(/(.{4})(?=.)/g, '$1 '), iban.toLowerCase()]);
    return { text, canaries: [iban] };
  },
  'signed token'(draw) {
    const canary = draw.canary();
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signature = draw.opaque(43);
    return {
      text: `${part({ alg: draw.pick(['HS256', 'RS256']), typ: 'JWT' })}.${part({ sub: canary, iat: 1_767_607_200 })}.${signature}`,
      canaries: [canary, signature],
    };
  },
  key(draw) {
    const [prefix, length] = draw.pick(KEYS);
    const opaque = draw.opaque(length);
    const canary = /^A(KIA|SIA)/.test(prefix) ? opaque.toUpperCase() : opaque;
    return { text: prefix + canary, canaries: [canary] };
  },
};

/** What only its name, or the word before it, tells. */
export const MARKED: Readonly<Record<string, Maker & { readonly names: readonly string[] }>> = {
  secret: Object.assign(
    (draw: Draw): Find => {
      const canary = draw.canary();
      const text = draw.pick([canary, `${canary}7`, `pa55-${canary}`, `${canary} x!`, `${draw.digits(4)}${canary}==`]);
      return { text, canaries: [canary] };
    },
    { names: ['token', 'access_token', 'password', 'api_key', 'sessionId', 'client_secret', 'sig', 'otp'] },
  ),
  phone: Object.assign(
    (draw: Draw): Find => {
      const digits = draw.digits(8);
      return { text: draw.pick(PHONES)(digits), canaries: [digits] };
    },
    { names: ['phone', 'tel', 'mobile', 'phone_number', 'telephone', 'phoneNumber'] },
  ),
};
