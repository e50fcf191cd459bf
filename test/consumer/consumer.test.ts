import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../support/files';
import { CONSUMER, MISUSE } from './platform';

interface PackageJson {
  readonly devDependencies: Readonly<Record<string, string>>;
}

const { devDependencies } = JSON.parse(
  fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
) as PackageJson;
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

let home: string;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    return execFileSync(command, args, {
      cwd: home,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, ...env },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', home], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const tarball = packed.trim().split('\n').at(-1) as string;
  fs.writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  const peers = ['cdk8s', 'cdk8s-plus-28', 'constructs', '@types/node'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`, ...peers]);
  const sources = { 'main.mts': CONSUMER, 'main.cts': CONSUMER, 'misuse.mts': MISUSE };
  for (const [file, source] of Object.entries(sources)) fs.writeFileSync(path.join(home, file), source);
}, 120_000);
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

test('the library compiles with strict types, as an ES module and as CommonJS, and its types refuse misuse', () => {
  const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node'];
  run('node', [TSC, ...options, 'main.mts', 'main.cts', 'misuse.mts']);
}, 60_000);

test.each([
  ['an ES module', 'main.mjs'],
  ['CommonJS', 'main.cjs'],
])(
  '%s puts the constructs into a stock App and Chart',
  (_, compiled) => {
    const outdir = path.join(home, `dist-${compiled}`);
    run('node', [compiled], { CDK8S_OUTDIR: outdir });
    const objects = parseAllDocuments(fs.readFileSync(path.join(outdir, 'platform.k8s.yaml'), 'utf8')).map(
      (document) => document.toJS() as { kind: string; metadata: { namespace?: string } },
    );
    const kinds = objects.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['ClusterRole', 'Deployment', 'PostgreSQL', 'ResourceQuota', 'NetworkPolicy']),
    );
    const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace));
    expect([...namespaces].sort()).toEqual(['alpha', 'postgres-operator', undefined]);
  },
  60_000,
);

test('the package holds the compiled library, its types and the texts, and nothing else', () => {
  const installed = path.join(home, 'node_modules', 'cdk8s-platform');
  expect(fs.readdirSync(installed).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'build',
    'package.json',
  ]);
  expect(fs.readdirSync(path.join(installed, 'build'))).toEqual(['lib']);
});
