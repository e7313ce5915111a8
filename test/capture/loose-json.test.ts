import { describe, expect, it } from 'vitest';
import { looseJson } from '../../src/capture/loose-json.js';

describe('looseJson', () => {
  it.each([
    ['{"a": [1, 2,],}', { a: [1, 2] }],
    ['// one\n{"a": 1 /* two */}', { a: 1 }],
    ['<!--//--><![CDATA[//><!--\n{"a": 1}\n//--><!]]>', { a: 1 }],
    ['// {"b": 2}\n[{"a": "// no /* comment, ] */"},]', [{ a: '// no /* comment, ] */' }]],
    ['{"a": "it\\\'s \\\\\'"}', { a: "it's \\'" }],
    ['{&quot;a&quot;: &#34;b &amp;amp; c&#x22;}', { a: 'b &amp; c' }],
    ['{"a": "&quot;b&quot;"}', { a: '&quot;b&quot;' }],
  ])('forgives %s', (text, value) => {
    expect(looseJson(text)).toEqual(value);
  });

  it.each(['', '{', '"{"', '{"a": "}', "{'a': 1}", '{"a": 1 "b": 2}', '/*'.repeat(9), ',]'])('refuses %s', text => {
    expect(() => looseJson(text)).toThrow(SyntaxError);
  });

  it('takes a time that grows with the text', () => {
    for (const piece of ['"\\"', '/*', '//', ', ', '{"a":', '&quot;', '<!--']) {
      const started = performance.now();
      expect(() => looseJson(`[${piece.repeat(100_000)}`)).toThrow();
      expect(performance.now() - started, piece).toBeLessThan(1_000);
    }
  });
});
