import { splitApiVersion } from '../../core/api-resources';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { containersOf, podTemplateOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';

/** Something that is used by name: where, of which group and kind, and its name. */
export type Use = readonly [field: string, groupKind: string, name: unknown];

const ACCOUNT_OF_TOKEN = 'kubernetes.io/service-account.name';

/** What an object uses of its namespace by name. */
export function usesOf(object: RenderedObject): readonly Use[] {
  const { group, kind, manifest } = object;
  switch (`${group}/${kind}`) {
    case '/PersistentVolumeClaim':
      return sourcesOf('spec', manifest.spec);
    case '/Secret':
      return tokenUses(manifest);
    case '/ServiceAccount':
      return [
        ...secretUses('imagePullSecrets', manifest.imagePullSecrets),
        ...secretUses('secrets', manifest.secrets),
      ];
    case 'autoscaling/HorizontalPodAutoscaler':
      return [targetOf(fieldOf(manifest, 'spec', 'scaleTargetRef'))];
    case 'networking.k8s.io/Ingress':
      return [...backendsOf(manifest), ...certificatesOf(manifest)];
    case 'snapshot.storage.k8s.io/VolumeSnapshot':
      return [
        [
          'spec.source.persistentVolumeClaimName',
          '/PersistentVolumeClaim',
          fieldOf(manifest, 'spec', 'source', 'persistentVolumeClaimName'),
        ],
      ];
    default:
      return podUsesOf(object);
  }
}

/**
 * What a claim is filled from: another claim, or a snapshot of one. What is in another namespace is a matter of grants.
 * Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-cloning
 */
function sourcesOf(field: string, spec: unknown): readonly Use[] {
  return ['dataSource', 'dataSourceRef'].flatMap((ref): readonly Use[] => {
    const source = fieldOf(spec, ref);
    if (source === undefined || fieldOf(source, 'namespace') !== undefined) return [];
    const groupKind = `${fieldOf(source, 'apiGroup') ?? ''}/${fieldOf(source, 'kind')}`;
    return [[`${field}.${ref}.name`, groupKind, fieldOf(source, 'name')]];
  });
}

/** Into a Secret of this type, the cluster writes a token of the account that it names. */
function tokenUses(manifest: RenderedObject['manifest']): readonly Use[] {
  if (manifest.type !== 'kubernetes.io/service-account-token') return [];
  const { annotations } = manifest.metadata;
  return [
    [`metadata.annotations["${ACCOUNT_OF_TOKEN}"]`, '/ServiceAccount', annotations?.[ACCOUNT_OF_TOKEN]],
  ];
}

function secretUses(field: string, references: unknown): readonly Use[] {
  return itemsOf(references).map(
    (reference, index): Use => [`${field}[${index}].name`, '/Secret', fieldOf(reference, 'name')],
  );
}

function targetOf(target: unknown): Use {
  const { group } = splitApiVersion(String(fieldOf(target, 'apiVersion') ?? ''));
  return ['spec.scaleTargetRef.name', `${group}/${fieldOf(target, 'kind')}`, fieldOf(target, 'name')];
}

function certificatesOf(manifest: object): readonly Use[] {
  return itemsOf(fieldOf(manifest, 'spec', 'tls')).map(
    (tls, index): Use => [`spec.tls[${index}].secretName`, '/Secret', fieldOf(tls, 'secretName')],
  );
}

function backendsOf(manifest: object): readonly Use[] {
  const rules = itemsOf(fieldOf(manifest, 'spec', 'rules'));
  const paths = rules.flatMap((rule, index) =>
    itemsOf(fieldOf(rule, 'http', 'paths')).map(
      (path, item): Use => [
        `spec.rules[${index}].http.paths[${item}].backend.service.name`,
        '/Service',
        fieldOf(path, 'backend', 'service', 'name'),
      ],
    ),
  );
  return [
    ...paths,
    [
      'spec.defaultBackend.service.name',
      '/Service',
      fieldOf(manifest, 'spec', 'defaultBackend', 'service', 'name'),
    ],
  ];
}

function podUsesOf(object: RenderedObject): readonly Use[] {
  const template = podTemplateOf(object);
  if (!template) return [];
  const { field, spec } = template;
  const volumes = itemsOf(fieldOf(spec, 'volumes')).flatMap((volume, index) =>
    volumeUses(`${field}.volumes[${index}]`, volume),
  );
  const env = (containersOf(object) ?? []).flatMap((container) =>
    envUses(container.field, container.container),
  );
  const account: Use = [
    `${field}.serviceAccountName`,
    '/ServiceAccount',
    fieldOf(spec, 'serviceAccountName'),
  ];
  return [
    account,
    ...secretUses(`${field}.imagePullSecrets`, fieldOf(spec, 'imagePullSecrets')),
    ...volumes,
    ...env,
    ...claimTemplateUses(object),
  ];
}

/** What the claims are filled from that a StatefulSet makes. */
function claimTemplateUses({ kind, manifest }: RenderedObject): readonly Use[] {
  if (kind !== 'StatefulSet') return [];
  return itemsOf(fieldOf(manifest, 'spec', 'volumeClaimTemplates')).flatMap((template, index) =>
    sourcesOf(`spec.volumeClaimTemplates[${index}].spec`, fieldOf(template, 'spec')),
  );
}

function volumeUses(field: string, volume: unknown): readonly Use[] {
  const sources = [volume, ...itemsOf(fieldOf(volume, 'projected', 'sources'))];
  const named = sources.flatMap((source): readonly Use[] => [
    [`${field}.configMap`, '/ConfigMap', fieldOf(source, 'configMap', 'name')],
    [
      `${field}.secret`,
      '/Secret',
      fieldOf(source, 'secret', 'secretName') ?? fieldOf(source, 'secret', 'name'),
    ],
    [
      `${field}.persistentVolumeClaim`,
      '/PersistentVolumeClaim',
      fieldOf(source, 'persistentVolumeClaim', 'claimName'),
    ],
  ]);
  const claim = 'ephemeral.volumeClaimTemplate.spec';
  return [
    ...named,
    [`${field}.csi.nodePublishSecretRef`, '/Secret', fieldOf(volume, 'csi', 'nodePublishSecretRef', 'name')],
    ...sourcesOf(`${field}.${claim}`, fieldOf(volume, ...claim.split('.'))),
  ];
}

function envUses(field: string, container: unknown): readonly Use[] {
  const from = itemsOf(fieldOf(container, 'envFrom')).flatMap((source, index): readonly Use[] => [
    [`${field}.envFrom[${index}]`, '/ConfigMap', fieldOf(source, 'configMapRef', 'name')],
    [`${field}.envFrom[${index}]`, '/Secret', fieldOf(source, 'secretRef', 'name')],
  ]);
  const single = itemsOf(fieldOf(container, 'env')).flatMap((variable, index): readonly Use[] => [
    [`${field}.env[${index}]`, '/ConfigMap', fieldOf(variable, 'valueFrom', 'configMapKeyRef', 'name')],
    [`${field}.env[${index}]`, '/Secret', fieldOf(variable, 'valueFrom', 'secretKeyRef', 'name')],
  ]);
  return [...from, ...single];
}
