import type { Finding } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { containersOf, podTemplateOf } from '../../core/pod-template';
import type { RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';

/** Something that is used by name: where, of which kind, and its name. */
type Use = readonly [field: string, groupKind: string, name: unknown];

/** Whose the objects of a namespace are, and who uses what is another's. */
export class Owners {
  private readonly tenants = new Map<string, string | undefined>();

  constructor(objects: readonly RenderedObject[]) {
    for (const { group, kind, name, manifest } of objects)
      this.tenants.set(`${group}/${kind} ${name}`, manifest.metadata.labels?.[TENANT_LABEL]);
  }

  /** What an object of a tenant uses that is another tenant's. What is not in the app, nobody knows the owner of. */
  judge(object: RenderedObject, tenant: string): readonly Finding[] {
    return usesOf(object).flatMap(([prop, groupKind, name]): readonly Finding[] => {
      const owner = this.tenants.get(`${groupKind} ${name}`);
      if (owner === undefined || owner === tenant) return [];
      return [
        {
          path: object.path,
          prop,
          problem: `is the ${groupKind.split('/')[1]} of tenant ${owner}`,
          given: name,
          allowed: `what belongs to ${tenant}`,
        },
      ];
    });
  }
}

function usesOf(object: RenderedObject): readonly Use[] {
  const { group, kind, manifest } = object;
  switch (`${group}/${kind}`) {
    case 'autoscaling/HorizontalPodAutoscaler': {
      const target = fieldOf(manifest, 'spec', 'scaleTargetRef');
      return [['spec.scaleTargetRef.name', `apps/${fieldOf(target, 'kind')}`, fieldOf(target, 'name')]];
    }
    case 'networking.k8s.io/Ingress':
      return backendsOf(manifest);
    default:
      return podUsesOf(object);
  }
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
  return [account, ...volumes, ...env];
}

function volumeUses(field: string, volume: unknown): readonly Use[] {
  const sources = [volume, ...itemsOf(fieldOf(volume, 'projected', 'sources'))];
  return sources.flatMap((source): readonly Use[] => [
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
