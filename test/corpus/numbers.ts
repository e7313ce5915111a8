import { type Draw, withIban, withLuhn } from './draw.js';

/** Issuer prefixes with the lengths of their numbers. Source: ISO/IEC 7812-1 and the issuers' own tables. */
const ISSUERS: readonly (readonly [prefixes: string, lengths: readonly number[]])[] = [
  ['4', [16, 19]],
  ['51 53 55 2221 2300 2500 2720', [16]],
  ['34 37', [15]],
  ['300 305 36 38', [14]],
  ['6011 644 649 65', [16, 19]],
  ['3528 3589 3550', [16]],
  ['62 6225', [16, 17, 18, 19]],
  ['5018 5020 5893 6304 6759 6763', [16, 19]],
  ['2200 2204', [16, 19]],
  ['508 6069 607 82', [16]],
  ['401178 504175 636368 627780 650031 606282', [16]],
  ['5019 4571 9792 506099 8600 9860 357111', [16]],
];
const GAPS = ['', ' ', '-', '.', '\u00a0', '\u2009', '\u202f', '–', '_', '  ', ' - ', '\t', '\u2011', '\u2012'];
const DIGITS = [0x30, 0xff10, 0x660, 0x6f0, 0x966];

/** Country, letters and digits of its account. Source: SWIFT IBAN registry. */
const ACCOUNTS =
  'AD20 AE19 AL24 AT16 AZa24 BA16 BE12 BGa18 BHa18 BI23 BR25 BYa24 CH17 CR18 CY24 CZ20 DE18 DJ23 DK14 DOa24 EE16 EG25 ES20 FI14 FKa14 FO14 FR23 GBa18 GEa18 GIa19 GL14 GR23 GTa24 HNa24 HR17 HU24 IEa18 IL19 IQa19 IS22 ITa23 JOa26 KWa26 KZ16 LBa24 LCa28 LI17 LT16 LU16 LVa17 LY21 MC23 MDa20 ME18 MK15 MN16 MR23 MTa27 MUa26 NIa24 NLa14 NO11 OM19 PKa20 PL24 PSa25 PT21 QAa25 ROa20 RS18 RU29 SA20 SCa27 SD14 SE20 SI15 SK20 SMa23 SO19 ST21 SVa24 TL19 TN20 TR22 UA25 VA18 VGa20 XK16 YEa26';

/** A card of every issuer in every length, written in each way and in each kind of digits. */
export function cardsOf({ digits }: Draw): { readonly text: string; readonly canaries: readonly string[] }[] {
  const cards = ISSUERS.flatMap(([prefixes, lengths]) =>
    prefixes.split(' ').flatMap(prefix => lengths.map(length => withLuhn(prefix + digits(length - 1 - prefix.length)))),
  );
  return [
    ...cards.flatMap(card => GAPS.map(gap => ({ text: grouped(card, gap), canaries: [card] }))),
    ...cards.flatMap(card => DIGITS.map(zero => ({ text: inDigits(card, zero), canaries: [card] }))),
  ];
}

/** An account of every country, written in each way. */
export function accountsOf(draw: Draw): { readonly text: string; readonly canaries: readonly string[] }[] {
  return ACCOUNTS.split(' ').flatMap(shape => {
    const [, country = '', letters, length] = /(..)(a?)(\d+)/.exec(shape)!;
    const bank = letters ? 'ABCD' : '';
    const account = withIban(country, bank + draw.digits(Number(length) - bank.length));
    const groups = account.match(/.{1,4}/g)!;
    return [
      account,
      account.toLowerCase(),
      `IBAN${account}`,
      ...[' ', '-', '.', '\u00a0'].map(gap => groups.join(gap)),
    ].map(text => ({ text, canaries: [account] }));
  });
}

function grouped(card: string, gap: string): string {
  const shape = card.length < 16 ? /(.{4})(.{6})(.+)/ : /(.{4})(.{4})(.{4})(.{4})(.*)/;
  return shape.exec(card)!.slice(1).filter(Boolean).join(gap);
}

function inDigits(card: string, zero: number): string {
  return card.replace(/\d/g, digit => String.fromCodePoint(zero + Number(digit)));
}
