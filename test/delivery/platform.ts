import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, type App, Chart } from 'cdk8s';
import { Cluster, type Manifest, PlatformApp, type Unit } from '../../lib/core';
import { Namespace } from '../../lib/core/namespace';
import { ArgoCd, type ArgoCdProps } from '../../lib/delivery';

/** Repository of the platforms that are delivered here. */
export const REPO = 'https://git.example.com/acme/platform.git';
/** Annotation that Argo CD reads the wave from. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/** Adds a part of a platform to an app. */
export type Declare = (app: App) => void;

/** Adds an object as any construct might. */
export function object(
  chart: Chart,
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
  rest = {},
): void {
  new ApiObject(chart, `${kind}-${namespace}-${name}`, {
    apiVersion,
    kind,
    metadata: { name, namespace },
    ...rest,
  });
}

const CRD = {
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [],
  },
};

/** An operator with its definition, a storage class, a tenant in a chart within a chart, and a shop. */
export const PLATFORM: readonly Declare[] = [
  (app) => {
    const chart = new Chart(app, 'widgets');
    object(
      chart,
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      'widgets.example.com',
      undefined,
      CRD,
    );
    object(chart, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'widgets');
    object(chart, 'v1', 'ServiceAccount', 'operator', 'widgets-system');
    object(chart, 'apps/v1', 'Deployment', 'operator', 'widgets-system');
    new Namespace(chart, 'widgets-system');
  },
  (app) => {
    const chart = new Chart(app, 'classes');
    object(chart, 'storage.k8s.io/v1', 'StorageClass', 'fast');
  },
  (app) => {
    const tenants = new Chart(app, 'tenants');
    const alpha = new Chart(tenants, 'alpha');
    new Namespace(alpha, 'alpha');
    object(alpha, 'example.com/v1', 'Widget', 'blue', 'alpha', { spec: { size: 1 } });
    object(alpha, 'v1', 'ConfigMap', 'settings', 'alpha-staging');
  },
  (app) => {
    const chart = new Chart(app, 'shop');
    object(chart, 'v1', 'ConfigMap', 'settings', 'shop');
    object(chart, 'apps/v1', 'Deployment', 'web', 'shop');
  },
];

/** An app that Argo CD delivers. */
export function platform(
  declare: readonly Declare[] = PLATFORM,
  props: Partial<ArgoCdProps> = {},
  outdir?: string,
): PlatformApp {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.34' }),
    delivery: new ArgoCd({ repoUrl: REPO, ...props }),
    outdir,
  });
  for (const step of declare) step(app);
  return app;
}

/** What Argo CD is told, in the order of its file. */
export function delivered(units: readonly Unit[]): readonly Manifest[] {
  return units.find((unit) => unit.path === 'argocd')?.objects.map(({ manifest }) => manifest) ?? [];
}

interface ApplicationSpec {
  readonly project: string;
  readonly source: { readonly path: string; readonly directory: { readonly include: string } };
  readonly destination: { readonly server: string; readonly namespace: string };
}

/** The Applications by name. */
export function applications(
  units: readonly Unit[],
): ReadonlyMap<string, { spec: ApplicationSpec; wave: number }> {
  return new Map(
    delivered(units)
      .filter(({ kind }) => kind === 'Application')
      .map(({ metadata, spec }) => [
        String(metadata.name),
        { spec: spec as ApplicationSpec, wave: Number(metadata.annotations?.[WAVE] ?? 0) },
      ]),
  );
}

/** The spec of the project. */
export function projectSpec(units: readonly Unit[]): unknown {
  return delivered(units).find(({ kind }) => kind === 'AppProject')?.spec;
}

const directories: string[] = [];

/** A directory of its own, until {@link removeTemporary}. */
export function temporary(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'argo-cd-'));
  directories.push(directory);
  return directory;
}

/** Removes every temporary directory. */
export function removeTemporary(): void {
  for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true });
}

/** The text of every file below a directory. */
export function filesOf(directory: string): Record<string, string> {
  const files = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const texts = files.filter((file) => fs.statSync(path.join(directory, file)).isFile());
  return Object.fromEntries(texts.map((file) => [file, fs.readFileSync(path.join(directory, file), 'utf8')]));
}
