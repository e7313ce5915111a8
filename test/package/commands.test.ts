import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMANDS = ['replay', 'fit', 'cooccur', 'lift', 'waits', 'frictions'];

function run(command: string, ...told: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('node', [`dist/tools/${command}.js`, ...told], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.each(COMMANDS)('%s', command => {
  it('says how it is used where that is asked, and beside a flag it does not know', () => {
    const usage = expect.stringMatching(new RegExp(`^waymark-${command} .*\\n$`));
    for (const flag of ['--help', '-h']) expect(run(command, flag)).toEqual({ status: 0, stdout: usage, stderr: '' });
    const { status, stdout, stderr } = run(command, '--nope', 'rows.ndjson');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^Unknown option '--nope'\\. Usage: waymark-${command} .*\\n$`));
  });

  it('says in one line which file cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-commands-'));
    const cut = join(folder, 'cut.csv');
    writeFileSync(cut, 'visitor,ts,event\nv,1,login,more\n');
    const found = [run(command, join(folder, 'gone.csv')), run(command, cut)];
    rmSync(folder, { recursive: true });
    for (const { status, stdout, stderr } of found) {
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^".*(gone|cut)\.csv" cannot be read\. .*\n$/);
    }
  });

  it('says what is wrong with files that tell nothing, no moment, or seconds', () => {
    const said = (name: string, text: string) => {
      const folder = mkdtempSync(join(tmpdir(), 'waymark-commands-'));
      writeFileSync(join(folder, name), text);
      const { status, stdout, stderr } = run(command, join(folder, name));
      rmSync(folder, { recursive: true });
      expect([status, stdout.trim()]).toEqual([1, '']);
      return stderr;
    };
    expect(said('columns.csv', 'user,time,action\nv,1,view\n')).toMatch(
      /^".*columns\.csv" .*\bvisitor, session, ts, event/,
    );
    const none = '{"visitor":"v","event":"login"}\n{"visitor":"v","event":"purchase"}';
    expect(said('none.ndjson', none)).toMatch(/^".*none\.ndjson" says of no row when it was\. Give a column `ts`/);
    const seconds = 'visitor,ts,event\nv,1767607200,view_item\nv,1767607260,purchase\n';
    expect(said('seconds.csv', seconds)).toMatch(/^".*seconds\.csv" tells moments in seconds\. Give/);
  });
});
