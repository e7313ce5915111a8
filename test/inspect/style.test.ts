import { describe, expect, it } from 'vitest';
import { style } from '../../src/inspect/style.js';

const [light, dark] = [...style.matchAll(/:host\{([^}]*)\}/g)].map(([, rules = '']) => {
  return Object.fromEntries(
    [...rules.matchAll(/--([\w-]+):(#\w+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
});

/** Source: WCAG 2.2, relative luminance. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map(value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgb(hex = ''): number[] {
  const full = hex.length === 4 ? hex.replace(/\w/g, '$&$&') : hex;
  return [1, 3, 5].map(index => Number.parseInt(full.slice(index, index + 2), 16) / 255);
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function tint(colour: readonly number[], ground: readonly number[], share: number): number[] {
  return colour.map((value, index) => value * share + (ground[index] ?? 0) * (1 - share));
}

describe.each([
  ['light', light ?? {}],
  ['dark', dark ?? {}],
])('style, %s', (_name, tokens) => {
  const ground = rgb(tokens.bg);
  const share = Number(/currentColor (\d+)%/.exec(style)?.[1]) / 100;

  it.each(['ink', 'ink-2'])('text in %s meets 4.5:1 on both grounds', name => {
    expect(contrast(rgb(tokens[name]), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(tokens[name]), rgb(tokens.sunken))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['good', 'warn', 'bad'])('text in %s meets 4.5:1 on its own tint', name => {
    expect(contrast(rgb(tokens[name]), tint(rgb(tokens[name]), ground, share))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['s1', 's2', 's3', 's4', 's5'])('the bar of %s meets 3:1', name => {
    expect(contrast(rgb(tokens[name]), ground)).toBeGreaterThanOrEqual(3);
  });
});
