import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assets } from './assets';
import { cacheEntry } from './cache';
import { CYCLONUS, ETCD, type GoModule, KUBERNETES, PROMTOOL, type Program, type Tool } from './go-module';

/** The programs of a control plane. */
export interface Binaries {
  /** Full version of Kubernetes, without a `v`: `1.34.4`. */
  readonly version: string;
  /** Path of each program. */
  readonly paths: Readonly<Record<Program, string>>;
}

/** The minor versions of Kubernetes that can be built here, from the oldest. */
export const MINORS: readonly string[] = [...KUBERNETES.keys()];

const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const;

function isOf(minor: string, version: string | undefined): boolean {
  return version?.startsWith(`${minor}.`) ?? false;
}

/** What was brought goes before what was built, program by program: setup-envtest brings no controller manager. */
function candidates(minor: string, program: Program): readonly string[] {
  const brought = assets();
  const module = program === 'etcd' ? ETCD : KUBERNETES.get(minor);
  return [
    ...(brought && isOf(minor, brought.version) ? [join(brought.folder, program)] : []),
    ...(module ? [join(cacheEntry(module), program)] : []),
  ];
}

function find(minor: string, program: Program): string | undefined {
  return candidates(minor, program).find((path) => existsSync(path));
}

/**
 * The programs of a minor version of Kubernetes, such as `1.34`: from `KUBEBUILDER_ASSETS` as far as that folder is of
 * the same minor version and has them, else from the cache that `build.ts` fills. Undefined unless all are there.
 */
export function binariesFor(minor: string): Binaries | undefined {
  const paths = Object.fromEntries(PROGRAMS.map((program) => [program, find(minor, program)]));
  const { etcd, 'kube-apiserver': apiServer, 'kube-controller-manager': controllerManager } = paths;
  const brought = assets()?.version;
  const version = isOf(minor, brought) ? brought : KUBERNETES.get(minor)?.version;
  if (!etcd || !apiServer || !controllerManager || !version) return undefined;
  return {
    version,
    paths: { etcd, 'kube-apiserver': apiServer, 'kube-controller-manager': controllerManager },
  };
}

function toolIn(module: GoModule, tool: Tool): string | undefined {
  const path = join(cacheEntry(module), tool);
  return existsSync(path) ? path : undefined;
}

/** Path of promtool in the cache that `build.ts` fills; undefined where it is not there. */
export function promtool(): string | undefined {
  return toolIn(PROMTOOL, 'promtool');
}

/** Path of cyclonus in the cache that `build.ts` fills; undefined where it is not there. */
export function cyclonus(): string | undefined {
  return toolIn(CYCLONUS, 'cyclonus');
}

/** Which programs of minor versions of Kubernetes are missing, and what to do about it, in one line. */
export function whyMissing(minors: readonly string[]): string {
  const lacks = minors.map((minor) => {
    const programs = PROGRAMS.filter((program) => find(minor, program) === undefined);
    return `${minor} (no ${programs.join(', ')})`;
  });
  const brought = assets();
  const aside = brought
    ? `KUBEBUILDER_ASSETS has ${brought.version ?? 'no kube-apiserver that runs'}`
    : 'KUBEBUILDER_ASSETS is not set';
  return `NO CLUSTER, TESTS SKIPPED: Kubernetes ${lacks.join(', ')}; ${aside}; run "npm run cluster:binaries", which needs Go and some minutes, once`;
}
