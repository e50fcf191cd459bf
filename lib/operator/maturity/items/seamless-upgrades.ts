import type { RenderedObject } from '../../../core/rendered-object';
import { type DefinitionSpec, specOf } from '../install';
import type { MaturityItems } from '../item';

/** Level 2: it is upgraded, and what it manages, without an outage. */
export const SEAMLESS_UPGRADES: MaturityItems = {
  level: 2,
  name: 'Seamless Upgrades',
  items: [
    {
      title: 'A rollout keeps its pods until new ones are ready.',
      add: 'Use a rolling update with `maxUnavailable: 0`, and a readiness probe.',
      judge: ({ workload: { strategy }, pod }) =>
        [0, '0', '0%'].includes(strategy?.rollingUpdate?.maxUnavailable ?? '25%') &&
        pod.containers.some(({ readinessProbe }) => readinessProbe !== undefined),
    },
    {
      title: 'Old and new pods elect a leader, so that one of them works.',
      add: 'Let the program elect a leader by a Lease, and its Role allow that.',
      judge: (install) =>
        ['create', 'update'].every((verb) => install.may(verb, 'coordination.k8s.io', 'leases')),
    },
    {
      title: 'Its definitions, and every object with them, are never pruned or deleted with the app.',
      add: 'Declare the kinds by `CustomResourceDefinition`, which protects them.',
      judge: ({ definitions }) => definitions.every(isProtected),
    },
    {
      title: 'Objects of every version of a kind can be read as any other.',
      add: 'State a `conversion` webhook for a kind whose versions have different schemas.',
      judge: ({ definitions }) => definitions.every(isReadable),
    },
    {
      title: 'Resources tell by conditions, and by the generation that they saw, how far an upgrade is.',
      add: 'Declare `status.conditions` and `status.observedGeneration`; every `Kind` has both.',
      judge: ({ definitions }) => definitions.length > 0 && definitions.every(hasConditions),
    },
  ],
  unseen: ['that operands are upgraded without an outage, and rolled back when that fails'],
};

function isProtected({ manifest }: RenderedObject): boolean {
  const { annotations = {} } = manifest.metadata;
  return (
    annotations['helm.sh/resource-policy'] === 'keep' ||
    (annotations['argocd.argoproj.io/sync-options'] ?? '').split(',').includes('Prune=false')
  );
}

function isReadable(definition: RenderedObject): boolean {
  const { versions, conversion } = specOf<DefinitionSpec>(definition);
  const schemas = new Set(versions.map(({ schema }) => JSON.stringify(schema)));
  return schemas.size === 1 || conversion?.strategy === 'Webhook';
}

function hasConditions(definition: RenderedObject): boolean {
  return specOf<DefinitionSpec>(definition).versions.every(({ schema }) => {
    const status = schema?.openAPIV3Schema?.properties?.status?.properties;
    return status?.conditions !== undefined && status.observedGeneration !== undefined;
  });
}
