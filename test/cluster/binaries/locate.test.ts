import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cacheEntry } from './cache';
import { ETCD, type GoModule, KUBERNETES } from './go-module';
import { binariesFor, MINORS, whyMissing } from './locate';

const BUILT = KUBERNETES.get('1.34') as GoModule;

let home: string;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-platform-'));
  process.env.CDK8S_PLATFORM_CACHE = path.join(home, 'cache');
  delete process.env.KUBEBUILDER_ASSETS;
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

/** Puts programs into a folder; each of them prints its version, as kube-apiserver does. */
function put(folder: string, programs: readonly string[], version = '1.34.9'): string {
  fs.mkdirSync(folder, { recursive: true });
  for (const program of programs)
    fs.writeFileSync(path.join(folder, program), `#!/bin/sh\necho "Kubernetes v${version}"\n`, {
      mode: 0o755,
    });
  return folder;
}

/** Puts into the cache what is built: everything, but for some programs. */
function build(...without: readonly string[]): void {
  for (const module of [ETCD, BUILT]) {
    const programs = Object.keys(module.packages).filter((program) => !without.includes(program));
    put(cacheEntry(module), programs);
  }
}

function bring(programs: readonly string[], version?: string): string {
  const folder = put(path.join(home, 'brought'), programs, version);
  process.env.KUBEBUILDER_ASSETS = folder;
  return folder;
}

test('the versions are those that have a folder, from the oldest', () => {
  expect(MINORS).toEqual(['1.28', '1.34', '1.37']);
});

test('what is built is found in the cache, all of a version or nothing', () => {
  build();
  expect(binariesFor('1.34')).toEqual({
    version: BUILT.version,
    paths: {
      etcd: path.join(cacheEntry(ETCD), 'etcd'),
      'kube-apiserver': path.join(cacheEntry(BUILT), 'kube-apiserver'),
      'kube-controller-manager': path.join(cacheEntry(BUILT), 'kube-controller-manager'),
    },
  });
  expect(binariesFor('1.28')).toBeUndefined();
  fs.rmSync(path.join(cacheEntry(BUILT), 'kube-controller-manager'));
  expect(binariesFor('1.34')).toBeUndefined();
});

test('what was brought goes before what was built, program by program', () => {
  build();
  const brought = bring(['etcd', 'kube-apiserver'], '1.34.9');
  expect(binariesFor('1.34')).toEqual({
    version: '1.34.9',
    paths: {
      etcd: path.join(brought, 'etcd'),
      'kube-apiserver': path.join(brought, 'kube-apiserver'),
      'kube-controller-manager': path.join(cacheEntry(BUILT), 'kube-controller-manager'),
    },
  });
});

test('what was brought of another minor version is left alone', () => {
  build();
  bring(['etcd', 'kube-apiserver', 'kube-controller-manager'], '1.340.0');
  expect(binariesFor('1.34')?.version).toBe(BUILT.version);
  expect(binariesFor('1.34')?.paths.etcd).toBe(path.join(cacheEntry(ETCD), 'etcd'));
});

test('what was brought without a kube-apiserver that runs is left alone', () => {
  build('kube-apiserver');
  const brought = bring(['etcd']);
  expect(binariesFor('1.34')).toBeUndefined();
  fs.writeFileSync(path.join(brought, 'kube-apiserver'), 'no program');
  expect(binariesFor('1.34')).toBeUndefined();
});

describe('what is missing is told in one line', () => {
  test('by version and program, with what to do', () => {
    build('kube-controller-manager');
    expect(whyMissing(['1.28', '1.34'])).toBe(
      'NO CLUSTER, TESTS SKIPPED: Kubernetes 1.28 (no kube-apiserver, kube-controller-manager), ' +
        '1.34 (no kube-controller-manager); KUBEBUILDER_ASSETS is not set; ' +
        'run "npm run cluster:binaries", which needs Go and some minutes, once',
    );
  });

  test('with what was brought instead', () => {
    bring(['etcd', 'kube-apiserver'], '1.33.1');
    expect(whyMissing(['1.34'])).toContain('KUBEBUILDER_ASSETS has 1.33.1;');
  });

  test('with what was brought that does not run', () => {
    process.env.KUBEBUILDER_ASSETS = path.join(home, 'nothing');
    expect(whyMissing(['1.34'])).toContain('KUBEBUILDER_ASSETS has no kube-apiserver that runs;');
  });
});
