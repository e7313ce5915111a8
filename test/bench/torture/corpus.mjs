import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PARTS = ['urls', 'controls', 'payloads', 'reveals'];

/** The addresses and the data of the corpus, its controls, and what reads a text in every way: TypeScript, bundled for Node. */
export async function corpus() {
  const { outputFiles } = await build({
    stdin: { contents: PARTS.map(name => `export * from './test/corpus/${name}.ts';`).join('\n'), resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** Every text and key in what was seen, each once, whatever it is packed in. */
export function textsIn(seen) {
  const texts = new Set();
  const walk = value => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        texts.add(key);
        walk(inner);
      }
    else if (typeof value === 'string' && !walkJson(value, walk)) texts.add(value);
    else texts.add(`${value}`);
  };
  walk(seen);
  return [...texts].join('\n');
}

/** Bodies and entries of localStorage are JSON: their texts are what counts. */
function walkJson(text, walk) {
  if (!/^[[{]/.test(text)) return false;
  try {
    walk(JSON.parse(text));
    return true;
  } catch {
    return false;
  }
}
