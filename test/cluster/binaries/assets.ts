import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A folder of programs that the caller brought. */
export interface Assets {
  readonly folder: string;
  /** Full version of its kube-apiserver, without a `v`; undefined where that is missing or does not run. */
  readonly version: string | undefined;
}

function versionIn(folder: string): string | undefined {
  const { stdout } = spawnSync(join(folder, 'kube-apiserver'), ['--version'], { encoding: 'utf8' });
  return /^Kubernetes v(\S+)/.exec(stdout ?? '')?.[1];
}

let known: Assets | undefined;

/**
 * What the environment variable `KUBEBUILDER_ASSETS` names, as setup-envtest sets it: a folder with `etcd` and
 * `kube-apiserver`, and commonly without `kube-controller-manager`.
 */
export function assets(): Assets | undefined {
  const { KUBEBUILDER_ASSETS: folder } = process.env;
  if (!folder) return undefined;
  if (known?.folder !== folder) known = { folder, version: versionIn(folder) };
  return known;
}
