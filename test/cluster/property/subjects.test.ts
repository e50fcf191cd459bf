import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import * as lib from '../../../lib';
import { SUBJECTS } from './subjects';

/** Constructs that nothing is swept by the name of, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  CustomResourceDefinitionFile: 'emits what a file has, and nothing of its own',
  KubeObject: 'is every object of every case',
  LabelTenant: 'is made by SharedNamespace alone',
  PlatformApp: 'is the app of every case',
  SyncedPods: 'made by VirtualCluster, with which it is swept',
  TenantNamespace: 'is made by Tenant alone',
  Workload: 'is abstract: WebService and NodeAgent are swept',
};

const constructs = Object.entries(lib)
  .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct)
  .map(([name]) => name);
const swept = Object.values(SUBJECTS)
  .flat()
  .map(({ name }) => name);

test('every construct that the library exports is swept, or there is a reason why not', () => {
  expect(constructs.length).toBeGreaterThan(15);
  expect(constructs.filter((name) => !swept.includes(name)).sort()).toEqual(Object.keys(OTHERWISE).sort());
});

test('every subject is swept once, by a test file of its group', () => {
  expect(swept).toEqual([...new Set(swept)]);
  for (const group of Object.keys(SUBJECTS))
    expect(readFileSync(join(__dirname, `${group}.cluster.ts`), 'utf8')).toMatch(
      new RegExp(`^sweepEachVersion\\(SUBJECTS(\\.|\\[')${group}\\b`, 'm'),
    );
});
