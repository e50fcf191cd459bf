import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, type ClusterProps, type Manifest, PlatformApp, PlatformError } from '../../lib/core';
import { only } from '../support/world';

export const CLUSTER_PROPS: ClusterProps = {
  kubernetes: '1.34',
  apiServer: { cidrs: ['192.0.2.10/32', '10.96.0.1/32'], ports: [443, 6443] },
  ingress: { namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
  monitoring: { namespace: 'monitoring' },
};

export const CLUSTER = new Cluster(CLUSTER_PROPS);

/** An app in memory: only `synth` would write, and its tests bring a directory. */
export function newApp(props: Partial<ClusterProps> = {}): PlatformApp {
  return new PlatformApp({ cluster: new Cluster({ ...CLUSTER_PROPS, ...props }) });
}

/** A chart in an app of its own. */
export function newChart(namespace: string | undefined = 'shop', props: Partial<ClusterProps> = {}): Chart {
  return new Chart(newApp(props), 'chart', { namespace });
}

export function configMap(scope: Construct, name: string, metadata: object = {}): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...metadata },
    data: { name },
  });
}

function appOf(construct: Construct): PlatformApp {
  const app = construct.node.root;
  if (app instanceof PlatformApp) return app;
  throw new Error('not in a PlatformApp');
}

/** Every manifest of the app that a construct is in, in the order in which they are written. */
export function manifestsOf(construct: Construct): readonly Manifest[] {
  return appOf(construct)
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** The manifests of the app that a construct is in, as they are written. */
export function yamlOf(construct: Construct): string {
  return appOf(construct).synthYaml();
}

/** The one manifest of a kind, and of a name where there are more of the kind. */
export function manifestOf(construct: Construct, kind: string, name?: string): Manifest {
  return only(manifestsOf(construct), kind, name);
}

export function kindsOf(construct: Construct): readonly string[] {
  return manifestsOf(construct)
    .map(({ kind }) => kind)
    .sort();
}

/** What a function throws, for looking at more of it than its message. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** The message of a PlatformError; any other error would be one that a user cannot read. */
export function messageOf(run: () => unknown): string {
  const error = thrown(run);
  if (error instanceof PlatformError) return error.message;
  throw error;
}

/** A maker of empty directories that are gone after the tests of the file. */
export function directories(): () => string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-platform-'));
  let count = 0;
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
  return () => {
    const directory = path.join(root, `${count++}`);
    fs.mkdirSync(directory);
    return directory;
  };
}

/** What a directory holds: the text of every file by its path, and folders with a slash at their end. */
export function contentOf(directory: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const target = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      found[`${entry.name}/`] = '';
      for (const [name, text] of Object.entries(contentOf(target))) found[`${entry.name}/${name}`] = text;
    } else {
      found[entry.name] = entry.isSymbolicLink() ? '' : fs.readFileSync(target, 'utf8');
    }
  }
  return found;
}
