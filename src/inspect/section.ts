import { type Sketch, sketch } from './sketch.js';

/** A part of the panel under a title. One that fails says so and spares the others. */
export function section(title: string, show: () => readonly Sketch[]): Sketch {
  let content: readonly Sketch[];
  try {
    content = show();
  } catch (cause) {
    content = [sketch('p', `This cannot be shown: ${cause}`)];
  }
  return sketch('section', [sketch('h2', title), ...(content.length ? content : [sketch('p', 'Nothing yet.')])]);
}
