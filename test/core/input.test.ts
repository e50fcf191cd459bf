import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readManifests, readManifestsAt } from '../../lib/core/input';

const TEXT = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'input-'));
const file = path.join(folder, 'objects.yaml');
const write = (text: string): string => {
  fs.writeFileSync(file, text);
  return file;
};
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

afterAll(() => fs.rmSync(folder, { recursive: true }));

test('the manifests of a file come in their order, without empty documents', () => {
  const text = `${TEXT}---\n{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}}\n`;
  expect(readManifests(write(text)).map(({ kind }) => kind)).toEqual(['Namespace', 'Secret']);
});

test.each([
  ['what is not YAML', 'a: [', /is not YAML: /],
  [
    'what is no object of Kubernetes',
    'a: 1',
    'has a document that is no object of Kubernetes; given: {"a":1}',
  ],
  ['objects without metadata', 'apiVersion: v1\nkind: Secret', 'no object of Kubernetes'],
])('%s is refused', (_, text, message) => {
  expect(() => readManifests(write(text))).toThrow(message);
});

test('a file that is not there is refused', () => {
  expect(() => readManifests('nowhere.yaml')).toThrow(/cannot be read: ENOENT.*; given: "nowhere.yaml"/);
});

describe('at a revision of git', () => {
  const cwd = process.cwd();
  beforeAll(() => {
    write(TEXT);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    git('tag', 'v1');
    write(TEXT.replace('name: a', 'name: b'));
    process.chdir(folder);
  });
  afterAll(() => process.chdir(cwd));

  test('a file is as it was then', () => {
    expect(readManifestsAt('v1', 'objects.yaml')).toEqual([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
    ]);
  });

  test.each([
    [
      'v2',
      'objects.yaml',
      /cannot be read from git: .*v2.*; given: "v2:objects.yaml"; fix: fetch the revision/,
    ],
    ['v1', 'nothing.yaml', /cannot be read from git: .*nothing.yaml/],
    ['--help', 'objects.yaml', 'is not a revision of git; given: "--help"'],
    ['v1:x', 'objects.yaml', 'is not a revision of git'],
  ])('%s:%s is refused where git does not have it', (revision, path, message) => {
    expect(() => readManifestsAt(revision, path)).toThrow(message);
  });
});
