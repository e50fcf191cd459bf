import { celTexts } from '../../../policy/literal';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { POD, POD_KINDS } from '../pods';

/** By which claims named their class before they had a field for it. It still goes before the field. */
const LEGACY_CLASS = '"volume.beta.kubernetes.io/storage-class"';
const IS_CLAIM = 'request.kind.kind == "PersistentVolumeClaim"';

/**
 * What a volume may be: what the level `restricted` admits and images, which the rule on these judges, without `csi`. It holds for
 * tenants of the level `baseline`, which admits servers of files and disks by their addresses.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
const VOLUMES = celTexts([
  'configMap',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'name',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Whether a field of a claim is as it was before. */
function kept(field: string): string {
  return `(has(variables.before.${field}) && variables.before.${field} == c.spec.${field})`;
}

/**
 * Claims, templates of claims and the claims of ephemeral volumes are of a storage class of the tenant, and take no volume by
 * name, nor by its labels: one that another tenant has released may still hold its data. They begin with no data of another
 * namespace. Attributes of a volume, such as its throughput, are changed by a class as well, at any time. What the controller has
 * bound, and what was there before, stay. Volumes that a pod has from a driver itself have no class, so that there are none.
 */
export function storage(): GuardRail {
  return {
    name: 'storage',
    does: 'claims are of the storage and volume attributes classes of the tenant, and take neither a volume by its name or labels nor the data of another namespace; no volume comes past them',
    exempt: 'administrators',
    kinds: ['v1/PersistentVolumeClaim', ...POD_KINDS],
    variables: [
      BOUNDS,
      { name: 'classes', expression: bound(Bound.STORAGE_CLASSES) },
      { name: 'attributes', expression: bound(Bound.VOLUME_ATTRIBUTES_CLASSES) },
      {
        name: 'claims',
        expression: `${IS_CLAIM} ? [object] : request.kind.kind == "StatefulSet" ? ${fieldOr('object.spec', 'volumeClaimTemplates', '[]')} : []`,
      },
      POD,
      { name: 'volumes', expression: `${IS_CLAIM} ? [] : ${fieldOr('variables.pod', 'volumes', '[]')}` },
      { name: 'inline', expression: `variables.volumes.filter(v, !v.all(k, k in ${VOLUMES}))` },
      {
        name: 'all',
        expression:
          'variables.claims + variables.volumes.filter(v, has(v.ephemeral) && has(v.ephemeral.volumeClaimTemplate)).map(v, v.ephemeral.volumeClaimTemplate)',
      },
      { name: 'before', expression: `${IS_CLAIM} && oldObject != null ? oldObject.spec : {}` },
    ],
    validations: [
      {
        expression: `variables.all.all(c, has(c.spec.storageClassName) ? c.spec.storageClassName != "" && ("*" in variables.classes || c.spec.storageClassName in variables.classes || ${kept('storageClassName')}) : "*" in variables.classes)`,
        message: 'a claim names no storage class, or none that the tenant may use',
        messageExpression:
          '"a claim must name a storage class that the tenant may use: " + variables.classes.join(", ")',
      },
      {
        expression: `variables.all.all(c, !has(c.spec.volumeName) || c.spec.volumeName == "" || ${kept('volumeName')})`,
        message:
          'a claim takes a volume by its name, which may be that of another tenant: leave out volumeName',
      },
      {
        // Servers that do not know the field drop it, and `has` finds none.
        expression: `variables.all.all(c, !has(c.spec.volumeAttributesClassName) || c.spec.volumeAttributesClassName == "" || c.spec.volumeAttributesClassName in variables.attributes || ${kept('volumeAttributesClassName')})`,
        message: 'a claim names a VolumeAttributesClass that is none of the tenant',
        messageExpression:
          '"a claim may name these VolumeAttributesClasses alone: " + variables.attributes.join(", ")',
      },
      {
        expression: `variables.all.all(c, !has(c.spec.selector) || ${kept('selector')})`,
        message:
          'a claim takes a volume by its labels, which may be that of another tenant: leave out selector',
      },
      {
        // Servers without cross-namespace data sources drop the whole reference from claims.
        expression: `variables.all.all(c, !has(c.spec.dataSourceRef) || !has(c.spec.dataSourceRef.namespace) || c.spec.dataSourceRef.namespace == "" || c.spec.dataSourceRef.namespace == object.metadata.namespace || ${kept('dataSourceRef')})`,
        message:
          'a claim begins with the data of another namespace: leave out the namespace of dataSourceRef',
      },
      {
        expression: 'size(variables.inline) == 0',
        message: 'a volume comes from its driver past storage classes: claim one in its place',
        messageExpression:
          '"volume " + string(variables.inline[0].name) + " comes from its driver past storage classes: claim one in its place"',
      },
      {
        expression: `variables.all.all(c, !has(c.metadata) || !has(c.metadata.annotations) || !(${LEGACY_CLASS} in c.metadata.annotations))`,
        message: 'a claim names its class by an annotation that goes before the field: set storageClassName',
      },
    ],
  };
}
