import type { Stage } from './stage.js';

/** How often: the third look at a product says what the second says, and more. */
const TIMES = / for the \w+ time$| again and again$/;

/** The stage and why, in one plain sentence: "Consideration: compared 3 guitars and saved Cedar 0-14." Pure; reasons come largest first. */
export function sentenceOf({ label, reasons }: Stage): string {
  // What was never a touchpoint explains a stage only when nothing else does.
  const known = reasons.filter(({ touchpoint }) => touchpoint);
  const told = known.length ? known : reasons;
  const slight = Math.abs(told[0]?.weight ?? 0) / 10;
  const [pro, contra] = [1, -1].map(sign => {
    const texts = told.filter(({ weight }) => weight * sign > slight).map(({ text }) => quiet(text));
    const subjects = texts.map(text => text.split(TIMES)[0]);
    const once = texts.filter((_, index) => subjects.indexOf(subjects[index]) === index);
    return once.slice(0, 2).join(' and ');
  });
  return `${label}${pro ? `: ${ended(pro)}` : '.'}${contra ? ` Against it: ${ended(contra)}` : ''}`;
}

/** The start of a sentence as its middle: "Saved Cedar" as "saved Cedar", but "FAQ read" as it is. Pure. */
export function quiet(text: string): string {
  return text.replace(/^.(?![A-Z])/u, first => first.toLowerCase());
}

/** With a full stop, unless a name brings the end with it: "Looked at Fender Inc." */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
