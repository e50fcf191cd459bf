import { HOLDS_DATA } from '../../../core/gitops';
import type { StringMap } from '../../../core/labels';
import { type DefinitionSpec, type OperatorInstall, specOf } from '../install';
import type { MaturityItems } from '../item';

/** Resources that run pods. */
const RUN_PODS = ['deployments', 'statefulsets', 'daemonsets'];

/** Level 3: failures, scale, and the loss of data are provided for. */
export const FULL_LIFECYCLE: MaturityItems = {
  level: 3,
  name: 'Full Lifecycle',
  items: [
    {
      title: 'It outlives a node: several pods, spread, and a budget that lets one go at a time.',
      add: 'State `replicas: 2` or more; the budget and the spread follow.',
      judge: (install) => install.replicas > 1 && isSpread(install) && hasBudget(install),
    },
    {
      title: 'A pod that hangs is restarted.',
      add: 'Give its container a liveness probe.',
      judge: ({ pod }) => pod.containers.some(({ livenessProbe }) => livenessProbe !== undefined),
    },
    {
      title: 'There are kinds to back up and to restore what holds data.',
      add: 'Declare kinds whose names end in Backup and Restore, in the same group, and reconcile them.',
      judge: ({ definitions }) => {
        const groups = definitions
          .filter(({ manifest }) => manifest.metadata.annotations?.[HOLDS_DATA] === 'true')
          .map((definition) => specOf<DefinitionSpec>(definition).group);
        if (groups.length === 0) return undefined;
        const names = definitions.map((definition) => specOf<DefinitionSpec>(definition));
        return groups.every((group) =>
          ['Backup', 'Restore'].every((end) =>
            names.some((spec) => spec.group === group && spec.names.kind.endsWith(end)),
          ),
        );
      },
    },
    {
      title: 'Resources that run pods can be scaled as Deployments are.',
      add: 'Declare `scale` for the kind.',
      judge: (install) =>
        runsPods(install)
          ? install.definitions.some((definition) =>
              specOf<DefinitionSpec>(definition).versions.every(
                ({ subresources }) => subresources?.scale !== undefined,
              ),
            )
          : undefined,
    },
    {
      title: 'It keeps budgets for the pods that it runs, so that drains do not take all of them.',
      add: 'Let the controller own `policy/PodDisruptionBudget`.',
      judge: (install) =>
        runsPods(install)
          ? install.keeps.some(
              ([group, resource]) => group === 'policy' && resource === 'poddisruptionbudgets',
            )
          : undefined,
    },
  ],
  unseen: ['that operands fail over', 'that what is backed up can be restored'],
};

function runsPods({ keeps }: OperatorInstall): boolean {
  return keeps.some(
    ([group, resource]) =>
      (group === 'apps' && RUN_PODS.includes(resource)) || (group === '' && resource === 'pods'),
  );
}

function isSpread({ pod }: OperatorInstall): boolean {
  return (pod.topologySpreadConstraints ?? []).length > 0 || pod.affinity?.podAntiAffinity !== undefined;
}

function hasBudget(install: OperatorInstall): boolean {
  return install
    .own('policy', 'PodDisruptionBudget')
    .some((budget) =>
      install.selects(specOf<{ selector?: { matchLabels?: StringMap } }>(budget).selector?.matchLabels),
    );
}
