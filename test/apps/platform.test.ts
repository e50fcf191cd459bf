import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CLUSTER, cluster } from '../../apps/platform/cluster';
import { platform } from '../../apps/platform/main';
import type { Manifest } from '../../lib';
import { filesOf, inTemporaryDirectory, ROOT } from '../support/files';
import { schemaErrors, validatorFor } from '../support/schema-errors';

const DIST = path.join(ROOT, 'dist');
const committed = filesOf(DIST);
const manifests = Object.values(committed).flatMap((content) =>
  parseAllDocuments(content).map((document) => document.toJS() as Manifest),
);

test('dist and docs/platform hold exactly what apps/platform synthesizes', () => {
  inTemporaryDirectory((directory) => {
    const [outdir, reports] = [path.join(directory, 'dist'), path.join(directory, 'docs')];
    platform(cluster, outdir, reports).synth();
    expect(filesOf(outdir)).toEqual(committed);
    expect(filesOf(reports)).toEqual(filesOf(path.join(ROOT, 'docs', 'platform')));
  });
});

test('every object in dist is valid for the version of its cluster, custom resources by their definitions', () => {
  expect(manifests.length).toBeGreaterThan(70);
  expect(schemaErrors(CLUSTER.kubernetes, manifests)).toEqual([]);
});

test('the schemas would tell of an object that is not valid', () => {
  const schemas = validatorFor(CLUSTER.kubernetes, manifests);
  for (const kind of new Set(manifests.map((object) => object.kind))) {
    const sample = manifests.find((object) => object.kind === kind) as Manifest;
    expect(schemas.errors({ ...sample, surprise: true })).not.toEqual([]);
  }
});

test('every path that Argo CD is pointed at exists in dist, and every file in dist is delivered', () => {
  const delivered = manifests
    .filter((object) => object.kind === 'Application')
    .map(({ spec }) => spec as { project: string; source: { path: string; directory: { include: string } } })
    // Tenants deliver from repositories of their own.
    .filter(({ project }) => project === 'platform')
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
