import { HIDDEN, isNumbered } from './personal.js';

// Linear patterns only, as in `personal.ts`.

/** Two words and more than a digest: `key-…`, `lsv2_pt_…`. A file may be named so. */
const DIGEST = /(?<![\w-])(?![\w-]*\.[a-z])[a-z]{2,9}[_-](?:[a-z\d]{1,8}[_-])?[\da-f]{32}[\w-]*/gi;
/** A word in an address or a sentence, long enough for a secret. */
const WORD = /(?<=[^\w+-])[\w-]{24,}/g;
/** A segment of a path. */
const SEGMENT = /\/[^/?#&\s"]+/g;
/** A session in a path. Source: ASP.NET's sessions without cookies. */
const COOKIELESS = /(?<=\/\([A-Z]\()\w+/g;
/** Words in a path that ask for a token. */
const ASKS =
  /(?:^|[^a-z])(?:token|reset|verif|confirm|activat|invit|unsubscribe|magic|recover|log-?in|sign-?in|callback|auth|session|secret|passwor[dt]|passe|contrase|senha|r[eé]init|restab|zuruec)/i;
/** Words that ask for one, or for a number of the shop's own. */
const ALSO =
  /^\/(?:orders?|checkouts?|invoices?|gift_cards?|status|wishlist|shared?|downloads?|preferences|form_key)$/i;
const RANDOM =
  /^(?=\D*\d)(?=[^a-z]*[a-z])(?:\w+$|(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])[\w.~%:-]{16,}$|[\da-fA-F]{8}-[\da-fA-F-]{27}$|(?=[\w-]+$)[\w-]*[A-Za-z\d]{20})/;

/** A text without what a machine drew: words of no language, and tokens in paths that ask for them. Pure. */
export function hideDrawn(text: string, isId: boolean): string {
  return hideSegments((isId ? text : hideWords(text)).replace(COOKIELESS, HIDDEN));
}

function hideWords(text: string): string {
  return text
    .replace(DIGEST, HIDDEN)
    .replace(WORD, (word, at: number, whole: string) =>
      isDrawn(word) && !isNumbered(whole.slice(0, at)) ? HIDDEN : word,
    );
}

/** Tokens in a path, in the segment behind a word that asks for one and, where they look more like it, in those that follow. */
function hideSegments(text: string): string {
  let end = 0;
  let asked = '';
  return text.replace(SEGMENT, (segment, at: number) => {
    const before = at === end ? asked : '';
    const token = segment.slice(1);
    const isToken = ASKS.test(before)
      ? token.length > 7 && RANDOM.test(token)
      : ALSO.test(before) && /^(?=\D*\d)(?=[^a-z]*[a-z])(?=[\w-]{24})[\w-]*[A-Za-z\d]{16}/.test(token);
    end = at + segment.length;
    // A number or the like may stand between.
    if (!/^(?:\d+|\w\w?)$/.test(token)) asked = segment;
    return isToken ? `/${HIDDEN}` : segment;
  });
}

/** Whether a machine drew this word: small and capital letters and digits in turn, as in no word of people. Pure. */
function isDrawn(word: string): boolean {
  const bare = word.replace(/[_-]/g, '');
  const turns = bare.replace(/[a-z]+|[A-Z]+|\d+/g, '-').length;
  return (
    /[a-z]/.test(bare) &&
    /[A-Z]/.test(bare) &&
    turns > 2 + bare.length * 0.4 &&
    word.length - bare.length <= word.length / 14
  );
}
