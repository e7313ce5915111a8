/** A text, or a comment; either may lack its end. */
const PIECES = /"(?:[^"\\]|\\[\s\S])*"?|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/g;
/** A text, or a comma that nothing follows. */
const COMMAS = /"(?:[^"\\]|\\[\s\S])*"?|,(?=\s*[}\]])/g;

/**
 * The value of JSON, with the mistakes forgiven that search engines forgive: comments and CDATA around it and comments in it,
 * a semicolon after it, commas after the last, line ends inside of texts, quotes that became entities, and escapes JSON does
 * not know. Throws what `JSON.parse` throws for anything else. Pure.
 */
export function looseJson(text: string): unknown {
  const written = text.includes('"') ? text : text.replace(/&(?:quot|#0*34|#x0*22);/gi, '"').replace(/&amp;/g, '&');
  try {
    return JSON.parse(cleared(unwrapped(written)));
  } catch {
    return JSON.parse(cleared(mended(written)));
  }
}

function unwrapped(text: string): string {
  const body = text.trim().replace(/^(?:\s|\/\*|\*\/|\/\/|<!--|<!\[CDATA\[|-->)+/, '');
  const wrapped = body.lastIndexOf(']]>');
  const bare = wrapped > body.lastIndexOf('}') ? body.slice(0, wrapped) : body;
  return bare.slice(0, bare.lastIndexOf(bare.startsWith('[') ? ']' : '}') + 1);
}

function mended(text: string): string {
  const bare = text.replace(PIECES, piece => (piece.startsWith('"') ? escaped(piece) : ' '));
  const start = bare.search(/[[{]/);
  const end = Math.max(bare.lastIndexOf('}'), bare.lastIndexOf(']'));
  return bare.slice(Math.max(start, 0), end + 1).replace(COMMAS, piece => (piece === ',' ? '' : piece));
}

/** `\'` and others are the letter itself. */
function escaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (pair, letter: string) => ('"\\/bfnrtu'.includes(letter) ? pair : letter));
}

function cleared(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
