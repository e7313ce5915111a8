import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dataLayer } from '../src/capture/data-layer.js';
import { vitals } from '../src/capture/vitals.js';
import { gatherRules } from '../src/core/rules.js';
import { sixStages } from '../src/stages/six-stages.js';
import { storefront } from '../src/storefront.js';

interface Snippet {
  readonly name: string;
  readonly folder: string;
  readonly code: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLES = readdirSync(join(ROOT, 'examples')).map(name => `examples/${name}/README.md`);
/** The map of the source, and the chapters of the guide beside the code they describe. */
const CHAPTERS = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.md'))
  .map(path => `src/${path}`);
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/README.md']
  .concat(CHAPTERS, EXAMPLES)
  .filter(path => path.endsWith('.md') && existsSync(join(ROOT, path)));
const README = read('README.md');
/** npm shows no more of a README; the rest it cuts off. */
const SHOWN_BYTES = 64_000;
/** What the guide says once for all its snippets. */
const GIVEN = "declare const waymark: import('waymark').Waymark;";

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function snippets(language: string): readonly Snippet[] {
  return DOCUMENTS.flatMap(document =>
    [...read(document).matchAll(new RegExp(`^ *\`\`\`${language}\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map(
      ({ 1: code = '', index }) => ({
        name: `${document}:${read(document).slice(0, index).split('\n').length}`,
        folder: join(ROOT, dirname(document)),
        code,
      }),
    ),
  );
}

/** Text in `backticks`. */
function named(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name));
}

/** What is wrong with these modules when `waymark` means `src`. */
function typeErrors(modules: readonly Snippet[]): readonly string[] {
  const { options } = ts.parseJsonConfigFileContent(JSON.parse(read('tsconfig.json')), ts.sys, ROOT);
  const paths = {
    waymark: [join(ROOT, 'src/index.ts')],
    'waymark/storefront': [join(ROOT, 'src/storefront.ts')],
    'waymark/*': [join(ROOT, 'src/*/index.ts')],
  };
  const compiler = { ...options, paths, noUnusedLocals: false, isolatedDeclarations: false, declaration: false };
  const files = new Map(
    modules.map(({ folder, code }, index) => [join(folder, `snippet-${index}.ts`), `${code}\nexport {};`]),
  );
  files.set(join(ROOT, 'given.d.ts'), GIVEN);
  const host = ts.createCompilerHost(compiler);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = path => files.has(path) || fileExists(path);
  host.readFile = path => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const code = files.get(path);
    return code === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, code, target);
  };
  // The entries bring every plugin's vocabulary into view, as they do for a shop.
  const entries = ['src/index.ts', 'src/storefront.ts', 'src/script.ts'].map(path => join(ROOT, path));
  const program = ts.createProgram([...entries, ...files.keys()], compiler, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const index = Number(/snippet-(\d+)/.exec(file?.fileName ?? '')?.[1] ?? Number.NaN);
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `${modules[index]?.name ?? file?.fileName} +${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** Every field of an exported type that is named like options, as `HttpOptions.url`. */
function exportedOptions(): readonly string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const entries = files.filter(path => /^[\w-]+\.ts$|\/index\.ts$/.test(path)).map(path => join(ROOT, 'src', path));
  const { options } = ts.parseJsonConfigFileContent(JSON.parse(read('tsconfig.json')), ts.sys, ROOT);
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const modules = entries
    .flatMap(path => program.getSourceFile(path) ?? [])
    .map(file => checker.getSymbolAtLocation(file));
  const types = modules
    .flatMap(module => (module ? checker.getExportsOfModule(module) : []))
    .map(type => (type.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(type) : type))
    .filter(({ name }) => /(Options|Terms|Config)$/.test(name));
  return [...new Set(types)].flatMap(type =>
    checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(type)).map(({ name }) => `${type.name}.${name}`),
  );
}

/** Whether a relative link leads to a file and, if it names one, to a heading of it. */
function leads(link: string, document: string): boolean {
  const [to = '', anchor] = link.split('#');
  const path = to ? join(dirname(document), to) : document;
  if (!existsSync(join(ROOT, path))) return false;
  const titles = anchor ? [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase()) : [];
  return !anchor || titles.some(title => title.replace(/[^\w -]/g, '').replaceAll(' ', '-') === anchor);
}

function syntaxErrors({ name, code }: Snippet): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: 'snippet.js',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics.map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

describe('the snippets of the documents', () => {
  it('compile against the source where they are TypeScript', { timeout: 240_000 }, () => {
    const found = snippets('ts');
    const wrong = { name: 'wrong', folder: ROOT, code: "waymark.track('add_to_cart', { value: 'much' });" };
    expect(found.length).toBeGreaterThan(10);
    expect(typeErrors([...found, wrong])).toEqual([expect.stringMatching(/^wrong \+1: /)]);
  });

  it('parse where they are JavaScript, in a page too', () => {
    const inPages = snippets('html').flatMap(({ code, ...rest }) =>
      [...code.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, inline = '']) => ({ ...rest, code: inline })),
    );
    expect(inPages.length).toBeGreaterThan(0);
    expect([...snippets('js'), ...inPages].flatMap(syntaxErrors)).toEqual([]);
    expect(syntaxErrors({ name: 'wrong', folder: ROOT, code: 'const = 1' })).not.toEqual([]);
  });

  it('name only attributes that the script reads, and the table names them all', () => {
    const [, list = ''] = /const \{ ([\w, ]+), \.\.\.others \} = dataset/.exec(read('src/script.ts')) ?? [];
    expect(read('src/script-words.ts')).toContain(
      `ATTRIBUTES: readonly string[] = ['${list.replaceAll(', ', "', '")}'];`,
    );
    const known = list.split(', ').map(name => `data-${name}`);
    const used = snippets('html').flatMap(({ code }) => code.match(/\bdata-(?!waymark-)[\w-]+/g) ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(name => !known.includes(name))).toEqual([]);
    expect([...README.matchAll(/^\| `(data-(?!waymark-)[\w-]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(
      known.sort(),
    );
  });

  it('configure the script with what it takes', { timeout: 240_000 }, () => {
    const configs = snippets('html').flatMap(({ code, ...rest }) =>
      [...code.matchAll(/application\/json"(?! id="waymark-facts")[^>]*>([\s\S]*?)<\/script>/g)].map(([, json]) => ({
        ...rest,
        code: `export const config: import('${ROOT}src/script.js').ScriptConfig = ${json};`,
      })),
    );
    expect(configs.length).toBeGreaterThan(0);
    expect(typeErrors(configs)).toEqual([]);
  });
});

describe('what the documents name', () => {
  it.each(DOCUMENTS)('is there: links and commands of %s', document => {
    const text = read(document).replace(/^ *```[\s\S]*?^ *```/gm, code => (code.includes('```sh') ? code : ''));
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to).filter(to => !to.startsWith('http'));
    expect(links.filter(link => !leads(link, document))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const commands = [...text.matchAll(/npm (?:run )?(?:--silent )?(start|test|(?<=run (?:--silent )?)[\w:-]+)/g)];
    expect(commands.map(([, name = '']) => name).filter(name => !(name in scripts))).toEqual([]);
    const files = [...text.matchAll(/(?:node|vitest run[\w -]*) ([\w./-]+\.\w+)/g)].map(([, path = '']) => path);
    expect(files.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('is whole in the README: touchpoint types, decisions and views', () => {
    const rules = gatherRules([storefront(), dataLayer(), vitals()]);
    const names = named(README);
    const types = Object.keys(rules.vocabulary);
    const decisions = rules.triggers.map(({ trigger }) => trigger.decision);
    expect([...types, ...decisions].filter(name => !names.has(name))).toEqual([]);
    for (const [name, view] of Object.entries(sixStages.views)) {
      const labels = sixStages.stages.map(stage => [view[stage]].flat()[0]);
      expect(README).toMatch(new RegExp(`^\\| \`${name}\`( \\(default\\))? \\| ${labels.join(' \\| ')} \\|$`, 'm'));
    }
  });

  it('is whole in the chapters: every option of what the entries export', { timeout: 240_000 }, () => {
    const guide = [README, ...CHAPTERS.map(read)]
      .join('\n')
      .replace(/<!-- inventory -->[\s\S]*<!-- \/inventory -->/, '');
    const code = guide.match(/^ *```[\s\S]*?^ *```|`[^`\n]+`/gm) ?? [];
    const words = new Set(code.join('\n').match(/[\w-]+/g));
    const options = exportedOptions();
    expect(options.length).toBeGreaterThan(200);
    expect(options.filter(option => !words.has(option.split('.')[1] ?? ''))).toEqual([]);
  });

  it('leads from the README to every chapter, all of which npm shows', () => {
    expect(CHAPTERS.length).toBeGreaterThan(10);
    expect(CHAPTERS.filter(path => !README.includes(`](${path}`))).toEqual([]);
    expect(Buffer.byteLength(README)).toBeLessThan(SHOWN_BYTES);
  });

  it('is short and still there in the map of the source', () => {
    const lines = [...read('src/README.md').matchAll(/^- `([\w./-]+)`: (.+)$/gm)];
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    expect(lines.length).toBeGreaterThan(80);
    expect(
      lines
        .filter(([, path = '']) => !files.some(file => file === path || file.endsWith(`/${path}`)))
        .map(([line]) => line),
    ).toEqual([]);
    expect(lines.filter(([, , what = '']) => what.length > 100).map(([line]) => line)).toEqual([]);
  });
});
