import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Release } from '../../../lib';
import { definition, ofSchema, version } from './cases/definition';
import { STRING, x } from './cases/vocabulary';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-'));
const file = path.join(folder, 'kinds.yaml');
const write = (...manifests: readonly object[]): string => {
  fs.writeFileSync(file, manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'));
  return file;
};
const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
const OTHER = { apiVersion: 'example.com/v1', kind: 'CustomResourceDefinition', metadata: { name: 'b' } };
const toys = ofSchema('toys', x(STRING));

afterAll(() => fs.rmSync(folder, { recursive: true }));

test('a release has the definitions of a file, and nothing else of it', () => {
  const release = Release.file(write(SECRET, OTHER, toys, ofSchema('games', x(STRING))));
  expect(release.definitions.map(({ metadata }) => metadata.name)).toEqual([
    'toys.evolution.example.com',
    'games.evolution.example.com',
  ]);
});

test('a definition is found by its name, or by its kind where it has another plural', () => {
  const release = Release.file(write(toys));
  expect(release.definitionOf(toys)).toEqual(toys);
  const renamed = definition('playthings', [version('v1', { spec: x(STRING) })], {
    names: { kind: 'Toys', plural: 'playthings' },
  });
  expect(release.definitionOf(renamed)).toEqual(toys);
  expect(release.definitionOf(ofSchema('games', x(STRING)))).toBeUndefined();
});

test('it is read once, when it is needed', () => {
  const release = Release.file(path.join(folder, 'later.yaml'));
  fs.writeFileSync(path.join(folder, 'later.yaml'), JSON.stringify(toys));
  expect(release.definitions).toHaveLength(1);
  fs.rmSync(path.join(folder, 'later.yaml'));
  expect(release.definitions).toHaveLength(1);
});

test('a file without definitions is the wrong one', () => {
  expect(() => Release.file(write(SECRET)).definitions).toThrow(
    `holds no CustomResourceDefinition; given: "${file}"; fix: name the file that the definitions are in`,
  );
});

test('at a revision of git, a release is what the file was then', () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const cwd = process.cwd();
  write(toys);
  git('init', '-q');
  git('add', 'kinds.yaml');
  git('commit', '-qm', 'first');
  git('tag', 'v1');
  write(ofSchema('games', x(STRING)));
  try {
    process.chdir(folder);
    expect(Release.git('v1', 'kinds.yaml').definitions).toEqual([toys]);
    expect(() => Release.git('v2', 'kinds.yaml').definitions).toThrow(/cannot be read from git/);
  } finally {
    process.chdir(cwd);
  }
});
