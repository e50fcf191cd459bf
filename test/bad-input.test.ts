import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cluster, Namespace, PlatformApp } from '../lib';
import { type Case, operator, tenant, web } from './bad-input/case';
import { CORE } from './bad-input/core';
import { DELIVERY } from './bad-input/delivery';
import { KIND } from './bad-input/kind';
import { NETWORK } from './bad-input/network';
import { OPERATOR } from './bad-input/operator';
import { OPERATOR_COMPOSITION } from './bad-input/operator-composition';
import { OPERATOR_OBSERVABILITY } from './bad-input/operator-observability';
import { OPERATOR_PERMISSIONS } from './bad-input/operator-permissions';
import { OPERATOR_SETTINGS } from './bad-input/operator-settings';
import { OPERATOR_WEBHOOKS } from './bad-input/operator-webhooks';
import { POD } from './bad-input/pod';
import { POD_SECURITY } from './bad-input/pod-security';
import { POLICY } from './bad-input/policy';
import { POSTGRES } from './bad-input/postgres';
import { SHARED_NAMESPACE } from './bad-input/shared-namespace';
import { TENANT } from './bad-input/tenant';
import { TENANT_BUDGET } from './bad-input/tenant-budget';
import { TENANT_ISOLATION } from './bad-input/tenant-isolation';
import { TENANT_LIMITS } from './bad-input/tenant-limits';
import { VIRTUAL_CLUSTER } from './bad-input/virtual-cluster';
import { WORKLOAD } from './bad-input/workload';
import { CLUSTER } from './support/world';

const CASES: readonly Case[] = [
  ...CORE,
  ...NETWORK,
  ...WORKLOAD,
  ...POD,
  ...POD_SECURITY,
  ...KIND,
  ...TENANT,
  ...TENANT_BUDGET,
  ...TENANT_LIMITS,
  ...TENANT_ISOLATION,
  ...SHARED_NAMESPACE,
  ...VIRTUAL_CLUSTER,
  ...POLICY,
  ...OPERATOR,
  ...OPERATOR_PERMISSIONS,
  ...OPERATOR_SETTINGS,
  ...OPERATOR_WEBHOOKS,
  ...OPERATOR_COMPOSITION,
  ...OPERATOR_OBSERVABILITY,
  ...POSTGRES,
  ...DELIVERY,
];

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
});
afterEach(() => fs.rmSync(home, { recursive: true }));

function synthesize(declare: Case['declare']): void {
  const app = new PlatformApp({ outdir: path.join(home, 'dist'), cluster: new Cluster(CLUSTER) });
  // A good chart beside the bad one: it must not be written either.
  new Namespace(new Chart(app, 'good'), 'good');
  declare({ app, chart: new Chart(app, 'chart') });
  app.synth();
}

test('there are at least 40 cases, each with a name of its own', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(40);
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});

test('the table of every room is among them', () => {
  const tables = fs.readdirSync(path.join(__dirname, 'bad-input')).filter((file) => file !== 'case.ts');
  const imported = fs.readFileSync(__filename, 'utf8').match(/(?<=from '.\/bad-input\/)(?!case)[\w-]+/g);
  expect(imported?.map((name) => `${name}.ts`).sort()).toEqual(tables.sort());
});

test('what the cases start from is good', () => {
  synthesize((world) => {
    web(world, {});
    tenant(world, {});
    operator(world, {});
  });
  expect(fs.readdirSync(path.join(home, 'dist')).sort()).toEqual(['chart', 'good']);
});

test.each(CASES)('$name is refused with a clear message and nothing is written', ({ declare, says }) => {
  let message = '';
  try {
    synthesize(declare);
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of says) expect(message).toMatch(typeof part === 'string' ? literally(part) : part);
  expect(fs.readdirSync(home)).toEqual([]);
});

test('an operator on a cluster whose API server has no stated address is told how to find it', () => {
  const app = new PlatformApp({ outdir: home, cluster: new Cluster({ kubernetes: '1.36' }) });
  expect(() => operator({ app, chart: new Chart(app, 'chart') }, {})).toThrow(
    /\[chart\/op\/.*must reach the API server.*kubectl get endpointslices/,
  );
});

test('a construct in an app without a Cluster is told how to state one', () => {
  const app = new PlatformApp({ outdir: home });
  expect(() => new Namespace(new Chart(app, 'chart'), 'a')).toThrow(/\[chart\/a\] has no Cluster.*provideTo/);
});

test('all problems of a synth are told at once', () => {
  expect(() =>
    synthesize(({ chart }) => {
      new kplus.ConfigMap(chart, 'one', { data: { a: 'b' } });
      new kplus.ConfigMap(chart, 'two', { data: { a: 'b' } });
    }),
  ).toThrow(/2 problem\(s\)[\s\S]*\[chart\/one\/Resource\][\s\S]*\[chart\/two\/Resource\]/);
});

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
