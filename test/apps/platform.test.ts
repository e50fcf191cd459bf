import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CLUSTER, cluster } from '../../apps/platform/cluster';
import { platform } from '../../apps/platform/main';
import { Cluster, type Manifest } from '../../lib';
import { filesOf, inTemporaryDirectory, ROOT } from '../support/files';
import { argoCdCrds, SchemaValidator } from '../support/schema-validator';

const DIST = path.join(ROOT, 'dist');
const committed = filesOf(DIST);
const manifests = Object.values(committed).flatMap((content) =>
  parseAllDocuments(content).map((document) => document.toJS() as Manifest),
);

function validator(kubernetes: string, objects: readonly Manifest[]): SchemaValidator {
  const schemas = new SchemaValidator(kubernetes);
  for (const crd of argoCdCrds()) schemas.addCrd(crd);
  for (const object of objects) if (object.kind === 'CustomResourceDefinition') schemas.addCrd(object);
  return schemas;
}

function errorsOf(schemas: SchemaValidator, objects: readonly Manifest[]): readonly string[] {
  return objects.flatMap((object) =>
    schemas.errors(object).map((error) => `${object.kind} ${object.metadata.name}: ${error}`),
  );
}

test('dist holds exactly what apps/platform synthesizes', () => {
  inTemporaryDirectory((outdir) => {
    platform(cluster, outdir).synth();
    expect(filesOf(outdir)).toEqual(committed);
  });
});

test('every object in dist is valid for the version of its cluster, custom resources by their definitions', () => {
  expect(manifests.length).toBeGreaterThan(70);
  expect(errorsOf(validator(CLUSTER.kubernetes, manifests), manifests)).toEqual([]);
});

test('the schemas would tell of an object that is not valid', () => {
  const schemas = validator(CLUSTER.kubernetes, manifests);
  for (const kind of new Set(manifests.map((object) => object.kind))) {
    const sample = manifests.find((object) => object.kind === kind) as Manifest;
    expect(schemas.errors({ ...sample, surprise: true })).not.toEqual([]);
  }
});

test.each(['1.28', '1.30', '1.32', '1.34', '1.37'])(
  'the platform for a cluster of version %s is valid for it',
  (kubernetes) => {
    const objects = platform(new Cluster({ ...CLUSTER, kubernetes }))
      .units()
      .flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
    expect(errorsOf(validator(kubernetes, objects), objects)).toEqual([]);
  },
);

test('every path that Argo CD is pointed at exists in dist, and every file in dist is delivered', () => {
  const delivered = manifests
    .filter((object) => object.kind === 'Application')
    .map(({ spec }) => spec as { source: { path: string; directory: { include: string } } })
    .map(({ source }) => path.join(source.path, source.directory.include));
  expect(delivered.sort()).toEqual(Object.keys(committed).map((file) => path.join('dist', file)));
});

test('the sample of the guide is among the custom resources, unchanged', () => {
  expect(
    manifests.find((object) => object.metadata.name === 'user-database' && object.kind === 'PostgreSQL'),
  ).toMatchObject({
    apiVersion: 'database.example.com/v1',
    spec: { version: '14', replicas: 3, storage: '100Gi', backupSchedule: '0 2 * * *' },
  });
});

test('what holds data is protected from pruning by Argo CD, Flux and Helm', () => {
  const holdsData = manifests.filter(({ kind }) =>
    ['CustomResourceDefinition', 'Namespace', 'PersistentVolumeClaim', 'PostgreSQL'].includes(kind),
  );
  expect(holdsData.length).toBeGreaterThanOrEqual(9);
  for (const { metadata } of holdsData) {
    expect(metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': expect.stringContaining('Delete=false,Prune=false'),
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  }
});

test('imports holds exactly what `cdk8s import` makes of the definitions in dist', () => {
  inTemporaryDirectory((directory) => {
    const cdk8s = path.join(ROOT, 'node_modules', '.bin', 'cdk8s');
    const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
    execFileSync(cdk8s, ['import', '--no-save', '--output', directory], { cwd: ROOT, env, stdio: 'pipe' });
    expect(filesOf(directory)).toEqual(filesOf(path.join(ROOT, 'imports')));
  });
});

test('the quickstart is at most 30 lines of code and gives a valid platform', () => {
  const source = path.join(ROOT, 'apps', 'quickstart', 'main.ts');
  const code = fs
    .readFileSync(source, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('//'));
  expect(code.length).toBeLessThanOrEqual(30);
  inTemporaryDirectory((outdir) => {
    execFileSync('node', ['--import', 'tsx', source], {
      cwd: ROOT,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
    });
    const objects = Object.values(filesOf(outdir)).flatMap((content) =>
      parseAllDocuments(content).map((document) => document.toJS() as Manifest),
    );
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Namespace', 'ResourceQuota', 'NetworkPolicy', 'Deployment', 'Ingress']),
    );
    expect(errorsOf(validator('1.36', objects), objects)).toEqual([]);
  });
});
