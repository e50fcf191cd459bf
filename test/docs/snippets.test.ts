import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseDocument } from 'yaml';
import { POSTGRES_KINDS } from '../../lib';
import { ROOT } from '../support/files';
import { parseGuide, type Snippet } from '../support/guide';
import { sourceFolder, typeErrors } from '../support/type-errors';

const GUIDES = ['README.md', ...['docs', 'docs/operators', 'docs/tenancy'].flatMap(textsOf)];
const blocks = GUIDES.flatMap((guide) => parseGuide(guide, fs.readFileSync(path.join(ROOT, guide), 'utf8')));
const snippets = blocks.filter(({ language }) => language === 'ts');

let home: string;
let runs = 0;

beforeAll(() => {
  home = sourceFolder();
  for (const snippet of snippets) fs.writeFileSync(sourceOf(snippet), withLocalImports(snippet.code));
});

afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

function textsOf(folder: string): readonly string[] {
  const files = fs.readdirSync(path.join(ROOT, folder)).filter((file) => file.endsWith('.md'));
  return files.map((file) => path.posix.join(folder, file));
}

/** Code may hold what looks like a link, as patterns do. */
function withoutCode(markdown: string): string {
  return markdown.replace(/`[^`\n]*`/g, '');
}

function withLocalImports(code: string): string {
  return code.replaceAll("'cdk8s-platform'", "'../../lib'");
}

function sourceOf(snippet: Snippet): string {
  return path.join(home, `snippet-${snippets.indexOf(snippet)}.ts`);
}

/**
 * Runs a snippet, with a replacement made in it, in an output directory of its own. It runs in the process of the tests,
 * where the library is loaded already: a process for each would take most of the time of all tests together.
 */
function run(snippet: Snippet, replacement?: readonly [from: string, to: string]) {
  const name = `run-${runs++}`;
  const source = path.join(home, `${name}.ts`);
  fs.writeFileSync(source, withLocalImports(replacement ? replaced(snippet, ...replacement) : snippet.code));
  const outdir = path.join(home, name);
  const printed: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  const stdout = jest.spyOn(console, 'log').mockImplementation();
  process.env.CDK8S_OUTDIR = outdir;
  try {
    require(source);
    return { failed: false, stderr: printed.join(''), outdir };
  } catch (error) {
    return { failed: true, stderr: [...printed, error].join('\n'), outdir };
  } finally {
    delete process.env.CDK8S_OUTDIR;
    stderr.mockRestore();
    stdout.mockRestore();
  }
}

function replaced({ code, place }: Snippet, from: string, to: string): string {
  if (!code.includes(from)) throw new Error(`the snippet at ${place} has no "${from}"`);
  return code.replace(from, to);
}

test('there are snippets in the README and in the guides', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(3);
});

test('every TypeScript snippet compiles with strict types', () => {
  expect(typeErrors(home, { noUnusedLocals: false })).toEqual([]);
}, 60_000);

test.each(snippets.map((snippet): [string, Snippet] => [snippet.place, snippet]))(
  'the snippet at %s runs, and prints and writes what is shown',
  (_, snippet) => {
    const { failed, stderr, outdir } = run(snippet);
    expect({ failed, stderr }).toEqual({ failed: false, stderr: '' });
    for (const shown of snippet.results) {
      if (shown.kind === 'output') {
        expect(fs.readFileSync(path.join(outdir, shown.of), 'utf8')).toContain(shown.text);
      } else if (shown.kind === 'count') {
        const documents = fs.readFileSync(path.join(outdir, shown.of), 'utf8').split('\n---\n');
        expect(documents).toHaveLength(Number(shown.text));
      } else {
        const [from, to] = shown.of.split(' -> ') as [string, string];
        expect(run(snippet, [from, to]).stderr).toContain(shown.text.trim());
      }
    }
  },
  60_000,
);

test('every YAML snippet is YAML', () => {
  const wrong = blocks
    .filter(({ language }) => language === 'yaml')
    .map(({ place, code }) => ({ place, errors: parseDocument(code).errors.map(({ message }) => message) }))
    .filter(({ errors }) => errors.length > 0);
  expect(wrong).toEqual([]);
});

test('every link to a file leads somewhere', () => {
  const texts = [
    '.',
    'bench',
    'docs',
    'docs/adr',
    'docs/operators',
    'docs/reference',
    'docs/tenancy',
    'test/schemas',
  ].flatMap(textsOf);
  const missing = texts.flatMap((text) =>
    [...withoutCode(fs.readFileSync(path.join(ROOT, text), 'utf8')).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, link]) => path.join(path.dirname(text), link as string))
      .filter((target) => !fs.existsSync(path.join(ROOT, target))),
  );
  expect(missing).toEqual([]);
});

test('the reference of every kind is among the guides', () => {
  const guides = fs.readFileSync(path.join(ROOT, 'docs', 'README.md'), 'utf8');
  const references = fs.readdirSync(path.join(ROOT, 'docs', 'reference'));
  expect(references).toHaveLength(POSTGRES_KINDS.length);
  for (const file of references) expect(guides).toContain(`](reference/${file})`);
});
