import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What is said to visitors stands here: default labels and contents, what draws them, the demo shops, snippets. */
const SAID = ['src/decide', 'src/experiences', 'examples', 'README.md', 'src/capture/README.md', 'src/learn/README.md'];

/** What nothing of ours says or does to a visitor. */
const PUSHY: Readonly<Record<string, RegExp>> = {
  'exclamation mark': /[\p{L}\p{N})}%.]!(?=[\s"'`<]|$)/mu,
  countdown: /\b(countdown|hurry|act now|last chance|(only|just) \d+ left|(ends|expires) (in \d|soon)|running out)\b/i,
  'shaming decline':
    /\bno,? (thanks,? )?I\b|\bI (don['’]t|do not) (want|like|need|care)\b|\bI (prefer|['’]d rather)\b/i,
  'pre-ticked box': /<input\b(?=[^>]*\btype="?checkbox)(?=[^>]*\schecked)(?![^>]*\sdisabled)[^>]*>/,
  modal: /<dialog\b|createElement\('dialog'\)|\bshowModal\b|\baria-modal\b/,
};

function pushy(text: string): readonly string[] {
  return Object.keys(PUSHY).filter(name => PUSHY[name]?.test(text));
}

function filesOf(path: string): readonly string[] {
  if (extname(path)) return [path];
  const inside = readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' });
  return inside
    .filter(file => /\.(ts|js|mjs|html|json|md)$/.test(file) && !file.includes('node_modules'))
    .map(file => join(path, file));
}

describe('what is said to visitors', () => {
  const files = SAID.flatMap(filesOf);

  it('is calm, declines without shame, ticks nothing and forces nothing open', () => {
    expect(files.length).toBeGreaterThan(150);
    const found = files.flatMap(path => pushy(readFileSync(join(ROOT, path), 'utf8')).map(what => `${path}: ${what}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['"title": "Only today!"', 'exclamation mark'],
    ["later = 'Your {item_name}!'", 'exclamation mark'],
    ['"text": "Hurry, only 2 left"', 'countdown'],
    ['Your offer ends in 5 minutes', 'countdown'],
    ['"later": "No, I don’t want to save"', 'shaming decline'],
    ["later = 'I prefer to pay full price'", 'shaming decline'],
    ['<input type="checkbox" name="advertising" checked>', 'pre-ticked box'],
    ['<input checked type="checkbox">', 'pre-ticked box'],
    ['<dialog open>', 'modal'],
    ['card.showModal()', 'modal'],
  ])('would be found: %s', (text, what) => expect(pushy(text)).toEqual([what]));

  it.each([
    'Not now',
    'a !== b && !c',
    '<!doctype html>',
    '<input type="checkbox" checked disabled> Cart',
    '<input type="radio" checked>',
  ])('is not found where there is nothing: %s', text => expect(pushy(text)).toEqual([]));
});
