import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readRows, readText } from '../../src/tools/read-rows.js';

it('reads texts as they are and packed, and rows by column', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-rows-'));
  const text = 'a,b\n1,"x, y"\n\n2,\n';
  writeFileSync(join(folder, 'rows.csv'), text);
  writeFileSync(join(folder, 'rows.csv.gz'), gzipSync(text));
  const texts = ['rows.csv', 'rows.csv.gz'].map(name => readText(join(folder, name)));
  rmSync(folder, { recursive: true });
  expect(texts).toEqual([text, text]);
  expect(readRows(text)).toEqual([
    { a: '1', b: 'x, y' },
    { a: '2', b: '' },
  ]);
});

it('says of which file it is that something is wrong with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-rows-'));
  writeFileSync(join(folder, 'cut.csv.gz'), gzipSync('a,b\n1,2\n').subarray(0, 15));
  const reading = ['gone.csv', 'cut.csv.gz'].map(name => () => readText(join(folder, name)));
  for (const read of reading) expect(read).toThrow(/^".*(gone|cut)\.csv(\.gz)?" cannot be read\. /);
  rmSync(folder, { recursive: true });
  expect(() => readRows('a,b\n1,2,3\n', 'ragged.csv')).toThrow(/^"ragged\.csv" cannot be read\. .*line 2/);
});
