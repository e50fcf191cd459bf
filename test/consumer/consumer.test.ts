import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../support/files';
import { CONSUMER, MISUSE } from './platform';

// What a package is made from: its description, the configuration of the compiler, the sources and the texts.
const PACKED = /^(lib|LICENSE|package\.json|tsconfig.*\.json|.*\.md)$/;
const MODULES = path.join(ROOT, 'node_modules');
// Not the newest, as consumers that run ts-jest have it.
const TSC = path.join(MODULES, 'typescript-6', 'bin', 'tsc');

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

let home: string;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = home): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, ...env },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}

/** Packs a copy of the sources: in place, it would empty build/ under the hands of whoever uses it. */
function pack(): string {
  const copy = path.join(home, 'source');
  for (const name of fs.readdirSync(ROOT).filter((file) => PACKED.test(file)))
    fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  fs.symlinkSync(MODULES, path.join(copy, 'node_modules'));
  const packed = run('npm', ['pack', '--silent', '--pack-destination', home], {}, copy);
  return packed.trim().split('\n').at(-1) as string;
}

/** Installs the package, and what it declares to need from where this project has it: without any network. */
function install(tarball: string): void {
  const { dependencies, peerDependencies } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as PackageJson;
  const types = ['@types/node', 'undici-types'];
  const needed = [...Object.keys({ ...dependencies, ...peerDependencies }), ...types];
  const options = ['--offline', '--install-links', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', ...options, `./${tarball}`, ...needed.map((name) => path.join(MODULES, name))]);
}

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
  fs.writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  install(pack());
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
  '%s puts the constructs into a stock App and Chart, runs the rules of a kind, and proves tenants apart',
  (_, compiled) => {
    const outdir = path.join(home, `dist-${compiled}`);
    const told = run('node', [compiled], { CDK8S_OUTDIR: outdir });
    expect(told).toContain('[queues/large] size must be at most most; given: 10');
    expect(told).toContain(
      '[tenants/open] spec.ingress[0] lets pods of namespaces that the app does not know',
    );
    const objects = parseAllDocuments(fs.readFileSync(path.join(outdir, 'platform.k8s.yaml'), 'utf8')).map(
      (document) => document.toJS() as { kind: string; metadata: { namespace?: string } },
    );
    const kinds = objects.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ...['CustomResourceDefinition', 'ClusterRole', 'ResourceQuota', 'NetworkPolicy'],
        ...['PostgreSQL', 'Deployment'],
      ]),
    );
    const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace));
    expect([...namespaces].sort()).toEqual(['alpha', 'postgres-operator', undefined]);
  },
  60_000,
);

test('CommonJS loads it without any ES module, as jest does', () => {
  const flags = process.allowedNodeEnvironmentFlags.has('--no-experimental-require-module')
    ? ['--no-experimental-require-module']
    : [];
  const told = run('node', [...flags, '-p', "typeof require('cdk8s-platform').Kind"]);
  expect(told.trim()).toBe('function');
}, 60_000);

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
