import { checkLabelValue, type StringMap } from '../../core/labels';

/**
 * Label of the pods of a control plane. Users of a virtual cluster give their pods any labels, which the syncer writes to
 * the host as they are, the recommended ones among them: a policy or Service that selected the control plane by
 * `app.kubernetes.io/name` would select their pods too. Of `release` and its own labels the syncer changes the keys.
 *
 * Source: `LabelsToTranslate` in github.com/loft-sh/vcluster, pkg/util/translate/single_namespace.go.
 */
const RELEASE = 'release';

/** Label that the syncer gives to everything that it writes to the host. */
const MANAGED_BY = 'vcluster.loft.sh/managed-by';

/** Labels that select the pods of the control plane of a virtual cluster, and nothing that its users make. */
export function controlPlaneSelector(name: string): StringMap {
  return { [RELEASE]: checkLabelValue(name) };
}

/** Labels that select the pods of a virtual cluster, as the host has them. */
export function syncedSelector(name: string): StringMap {
  return { [MANAGED_BY]: checkLabelValue(name) };
}

/** Whether pods that must have labels of these keys are none of a virtual cluster but those that are meant. */
export function areReserved(keys: readonly string[]): boolean {
  return keys.includes(RELEASE) || keys.includes(MANAGED_BY);
}
