import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../support/files';
import { parseGuide, type Snippet } from '../support/guide';

const GUIDES = [
  'README.md',
  ...fs
    .readdirSync(path.join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const HOME = path.join(ROOT, 'build', 'snippets');

const snippets = GUIDES.flatMap((guide) =>
  parseGuide(guide, fs.readFileSync(path.join(ROOT, guide), 'utf8')),
);
const sources = new Map(
  snippets
    .filter(({ language }) => language === 'ts')
    .map((snippet, index) => [snippet, path.join(HOME, `snippet-${index}.ts`)]),
);

beforeAll(() => {
  fs.rmSync(HOME, { recursive: true, force: true });
  fs.mkdirSync(HOME, { recursive: true });
  for (const [{ code }, file] of sources)
    fs.writeFileSync(file, code.replaceAll("'cdk8s-platform'", "'../../lib'"));
});

/** Runs a snippet, with replacements made in it, in an output directory of its own. */
function run(snippet: Snippet, replacements: readonly (readonly [string, string])[] = []) {
  const file = sources.get(snippet) as string;
  const variant = file.replace('.ts', `-${replacements.length}.ts`);
  const code = replacements.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the snippet has no "${from}"`);
      return text.replace(from, to);
    },
    fs.readFileSync(file, 'utf8'),
  );
  fs.writeFileSync(variant, code);
  const outdir = variant.replace('.ts', '');
  const env = { ...process.env, CDK8S_OUTDIR: outdir };
  const { status, stderr } = spawnSync('node', ['--import', 'tsx', variant], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { status, stderr, outdir };
}

test('there are snippets in the README and in the guides', () => {
  expect(sources.size).toBeGreaterThanOrEqual(3);
});

test('every TypeScript snippet compiles with strict types', () => {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const program = ts.createProgram([...sources.values()], {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  expect(messages).toEqual([]);
}, 60_000);

test.each([...sources.keys()].map((snippet): [string, Snippet] => [snippet.place, snippet]))(
  'the snippet at %s runs, and prints and writes what is shown',
  (_, snippet) => {
    const { status, stderr, outdir } = run(snippet);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const shown of snippet.results) {
      if (shown.kind === 'output') {
        expect(fs.readFileSync(path.join(outdir, shown.of), 'utf8')).toContain(shown.text);
      } else if (shown.kind === 'count') {
        const documents = fs.readFileSync(path.join(outdir, shown.of), 'utf8').split('\n---\n');
        expect(documents).toHaveLength(Number(shown.text));
      } else {
        const [from, to] = shown.of.split(' -> ') as [string, string];
        expect(run(snippet, [[from, to]]).stderr).toContain(shown.text.trim());
      }
    }
  },
  30_000,
);

test('every link to a file in the guides leads somewhere', () => {
  const missing = GUIDES.flatMap((guide) =>
    [...fs.readFileSync(path.join(ROOT, guide), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, link]) => path.join(path.dirname(guide), link as string))
      .filter((target) => !fs.existsSync(path.join(ROOT, target))),
  );
  expect(missing).toEqual([]);
});
