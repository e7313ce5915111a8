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
  return `${label}${pro ? `: ${pro}` : ''}.${contra ? ` Against it: ${contra}.` : ''}`;
}

/** The start of a sentence as its middle: "Saved Cedar" as "saved Cedar". Pure. */
export function quiet(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
