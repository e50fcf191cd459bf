/**
 * Records the calls of a controller that runs on a real API server, as the account that the reference platform gives
 * its operator: `npm run cluster:record`, with a minor version as argument to record on another than the middle one.
 */
import * as fs from 'node:fs';
import type { Manifest } from '../../../lib';
import { Client } from '../bed/client';
import { newFolder } from '../bed/clusters-folder';
import { startControlPlane } from '../bed/control-plane';
import { binariesFor, whyMissing } from '../binaries/locate';
import { apply } from '../judge/apply';
import { referencePlatform } from '../judge/apps';
import { normal } from './normal';
import { type RecordingProxy, startProxy } from './proxy';
import { type RecordedCall, writeRecording } from './recorded-call';
import { build, controllerRuntime, fingerprint, type Run, start, tokenOf } from './run';
import { DELETED, SAMPLES, SETTINGS } from './samples';

const OPERATOR = 'postgres-operator';
const PROMETHEUS = { name: 'prometheus', namespace: 'monitoring' };

/** Who may ask for metrics, which nobody may unless a platform says so. */
const READER: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: PROMETHEUS },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'metrics-reader' },
    rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  } as Manifest,
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'metrics-reader' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'metrics-reader' },
    subjects: [{ kind: 'ServiceAccount', ...PROMETHEUS }],
  } as Manifest,
];

const WATCHING = { WATCH_NAMESPACE: 'alpha,alpha-staging,beta' };
/** Clients before client-go 0.35 list before they watch, and so does every client of a server that streams no lists. */
const LISTS = { KUBE_FEATURE_WatchListClient: 'false' };

interface WithPhase {
  readonly status?: { readonly phase?: string };
}

/** Has an operator do its work: what begins a run is there, what it leads to is waited for. */
async function working(client: Client, platform: readonly Manifest[]): Promise<void> {
  const databases = platform.filter(({ apiVersion }) => apiVersion === DELETED.apiVersion);
  for (const object of [...databases, ...SAMPLES]) await reported(client, object);
}

/** Has it do what is left: show its metrics, stay the leader, tell the same again, and clean up. */
async function staying(client: Client, proxy: RecordingProxy, run: Run): Promise<void> {
  const token = await tokenOf(client, PROMETHEUS.namespace, PROMETHEUS.name);
  await client.until('metrics are served', async () => (await run.scrape(token)) === 200 || undefined);
  await client.until('an event is repeated', seen(proxy, 'PATCH', /events/));
  const { length } = proxy.calls;
  await client.until('the lease is renewed', seen(proxy, 'PUT', /leases/, length));
  await client.request('DELETE', await client.pathOf(DELETED));
  await client.until('what was deleted is gone', async () => {
    return (await client.get(DELETED)).status === 404 || undefined;
  });
}

/** Waits until the operator has got on with an object. */
async function reported(client: Client, object: Manifest): Promise<void> {
  await client.until(`${object.kind} ${object.metadata.name} has a phase`, async () => {
    const { status } = (await client.get(object)).body as WithPhase;
    return (status?.phase !== undefined && status.phase !== 'Pending') || undefined;
  });
}

/** Whether there was such a call, of those from a number on. */
function seen(
  proxy: RecordingProxy,
  method: string,
  path: RegExp,
  from = 0,
): () => Promise<true | undefined> {
  return async () =>
    proxy.calls.slice(from).some((call) => call.method === method && path.test(call.path)) || undefined;
}

/** Does something while an operator runs; where that fails, its last words are told. */
async function during(run: Run, work: (run: Run) => Promise<void>): Promise<void> {
  try {
    await work(run);
  } catch (error) {
    throw new Error(`${error}\n${run.log().split('\n').slice(-20).join('\n')}`);
  } finally {
    await run.stop();
  }
}

/** Every call of the operator on a version of Kubernetes. */
async function recorded(minor: string): Promise<readonly RecordedCall[]> {
  const binaries = binariesFor(minor);
  if (!binaries) throw new Error(whyMissing([minor]));
  const folder = newFolder();
  try {
    const program = build(folder);
    const plane = await startControlPlane(binaries);
    try {
      const client = new Client(plane.access);
      const platform = referencePlatform(minor);
      await apply(client, [...platform, SETTINGS, ...SAMPLES]);
      await apply(client, READER);
      const token = await tokenOf(client, OPERATOR, OPERATOR);
      const proxy = await startProxy({ ...plane.access, token });
      try {
        await during(await start(program, proxy.url, { ...WATCHING, ...LISTS }), () =>
          working(client, platform),
        );
        await during(await start(program, proxy.url, WATCHING), (run) => staying(client, proxy, run));
      } finally {
        proxy.stop();
      }
      return proxy.calls;
    } finally {
      await plane.stop();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function main(minor: string): Promise<void> {
  const calls = await recorded(minor);
  const kept = normal(calls);
  const kubernetes = String(binariesFor(minor)?.version);
  const of = { controllerRuntime: controllerRuntime(), kubernetes, program: fingerprint() };
  writeRecording({ of, calls: kept });
  console.log(`Kubernetes ${kubernetes}: ${calls.length} calls, ${kept.length} of them different`);
}

main(process.argv[2] ?? '1.34').catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
