/**
 * What the words of the command line ask for: names after `--only`, with commas or one a word, else all there are. Pure.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} words
 */
export function choose(names, words) {
  const from = words.indexOf('--only');
  const asked = (from < 0 ? [] : words.slice(from + 1))
    .filter(word => !word.startsWith('--'))
    .flatMap(word => word.split(','))
    .filter(Boolean);
  const known = [...names, '--only', '--full', '--help'];
  const unknown = [...words.filter(word => word.startsWith('--')), ...asked].filter(word => !known.includes(word));
  return {
    isFull: words.includes('--full'),
    isHelp: words.includes('--help'),
    unknown: from >= 0 && !asked.length ? [...unknown, '--only without a name'] : unknown,
    chosen: asked.length ? names.filter(name => asked.includes(name)) : names,
  };
}
