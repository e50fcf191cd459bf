import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

/** A program of a control plane. */
export type Program = 'etcd' | 'kube-apiserver' | 'kube-controller-manager';
/** What tests Prometheus' rules, and what reads network policies. */
export type Tool = 'promtool' | 'cyclonus';

/** A Go module beside this file: it pins the source of programs, and all that this source needs, by checksum. */
export interface GoModule {
  /** What the programs are of. */
  readonly name: 'cyclonus' | 'etcd' | 'kubernetes' | 'promtool';
  /** Where its `go.mod` is. */
  readonly folder: string;
  /** Full version, without a `v`: `1.34.4`. */
  readonly version: string;
  /** The main package of each program. */
  readonly packages: Readonly<Partial<Record<Program | Tool, string>>>;
  /** Arguments of `go build`. */
  readonly flags: readonly string[];
}

const ETCD_PACKAGE = 'go.etcd.io/etcd/server/v3';
const PROMETHEUS_PACKAGE = 'github.com/prometheus/prometheus';
const CYCLONUS_PACKAGE = 'github.com/mattfenwick/cyclonus';
const KUBERNETES_PACKAGE = 'k8s.io/kubernetes';
const VERSION_VARIABLES = 'k8s.io/component-base/version';

/** Whatever the environment says: what go.sum does not know is refused, and no machine's path gets into a binary. */
const FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false'];

function folderOf(name: string): string {
  return join(__dirname, name);
}

/** Asked of go.mod, as what is built there cannot be another version than this one. */
function pinned(folder: string, path: string): string {
  const text = readFileSync(join(folder, 'go.mod'), 'utf8');
  const version = text.split(`require ${path} v`)[1]?.split('\n')[0];
  if (version === undefined) throw new Error(`${folder}/go.mod has no line "require ${path} v…"`);
  return version;
}

function kubernetes(minor: string): GoModule {
  const folder = folderOf(minor);
  const version = pinned(folder, KUBERNETES_PACKAGE);
  // Without these, a server believes that it is v0.0.0 and derives from that which features and APIs it has.
  const [gitMajor, gitMinor] = version.split('.');
  const variables = Object.entries({ gitVersion: `v${version}`, gitMajor, gitMinor });
  const settings = variables.map(([name, value]) => `-X ${VERSION_VARIABLES}.${name}=${value}`);
  return {
    name: 'kubernetes',
    folder,
    version,
    packages: {
      'kube-apiserver': `${KUBERNETES_PACKAGE}/cmd/kube-apiserver`,
      'kube-controller-manager': `${KUBERNETES_PACKAGE}/cmd/kube-controller-manager`,
    },
    // The tag leaves out the SDKs of cloud providers, which are a third of 1.28; later versions have none.
    flags: [...FLAGS, '-tags=providerless', `-ldflags=-s -w ${settings.join(' ')}`],
  };
}

/** The store of every API server: any version of Kubernetes here speaks to it. */
export const ETCD: GoModule = {
  name: 'etcd',
  folder: folderOf('etcd'),
  version: pinned(folderOf('etcd'), ETCD_PACKAGE),
  packages: { etcd: ETCD_PACKAGE },
  flags: [...FLAGS, '-ldflags=-s -w'],
};

/** What evaluates rules as Prometheus does. The tag leaves out what finds targets in clouds, which rules never ask. */
export const PROMTOOL: GoModule = {
  name: 'promtool',
  folder: folderOf('promtool'),
  version: pinned(folderOf('promtool'), PROMETHEUS_PACKAGE),
  packages: { promtool: `${PROMETHEUS_PACKAGE}/cmd/promtool` },
  flags: [...FLAGS, '-tags=remove_all_sd', '-ldflags=-s -w'],
};

/** What says of traffic whether network policies allow it: written by others, for tests of network plugins. */
export const CYCLONUS: GoModule = {
  name: 'cyclonus',
  folder: folderOf('cyclonus'),
  version: pinned(folderOf('cyclonus'), CYCLONUS_PACKAGE),
  packages: { cyclonus: `${CYCLONUS_PACKAGE}/cmd/cyclonus` },
  flags: [...FLAGS, '-ldflags=-s -w'],
};

/**
 * Kubernetes by minor version: the oldest that the library supports, one between, and the newest. Its own go.mod
 * replaces the modules that it is published in by folders, which holds for nobody else: each of ours replaces them by
 * their published versions. A newer patch is that version in `require` and in every `replace`, then `go mod tidy`.
 */
export const KUBERNETES: ReadonlyMap<string, GoModule> = new Map(
  ['1.28', '1.34', '1.37'].map((minor) => [minor, kubernetes(minor)]),
);

/** Changes with whatever would change the programs of a module, save the Go that compiles them. */
export function fingerprint({ folder, packages, flags }: GoModule): string {
  const hash = createHash('sha256').update(JSON.stringify([platform(), arch(), packages, flags]));
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
