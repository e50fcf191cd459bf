import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { POD, POD_KINDS } from '../pods';

/** By which claims named their class before they had a field for it. It still goes before the field. */
const LEGACY_CLASS = '"volume.beta.kubernetes.io/storage-class"';
const IS_CLAIM = 'request.kind.kind == "PersistentVolumeClaim"';

/**
 * Claims, templates of claims and the claims of ephemeral volumes are of a storage class of the tenant, and take no volume by
 * name: one that another tenant has released may still hold its data. Attributes of a volume, such as its throughput, are
 * changed by a class as well, at any time. What the controller has bound, and a class that was there before, stay. Volumes that a
 * pod has from a driver itself have no class, so that there are none.
 */
export function storage(): GuardRail {
  return {
    name: 'storage',
    does: 'claims are of the storage and volume attributes classes of the tenant, and take no volume by its name; no volume comes past them',
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
      {
        name: 'all',
        expression:
          'variables.claims + variables.volumes.filter(v, has(v.ephemeral) && has(v.ephemeral.volumeClaimTemplate)).map(v, v.ephemeral.volumeClaimTemplate)',
      },
      { name: 'before', expression: `${IS_CLAIM} && oldObject != null ? oldObject.spec : {}` },
    ],
    validations: [
      {
        expression:
          'variables.all.all(c, has(c.spec.storageClassName) ? c.spec.storageClassName != "" && ("*" in variables.classes || c.spec.storageClassName in variables.classes || (has(variables.before.storageClassName) && variables.before.storageClassName == c.spec.storageClassName)) : "*" in variables.classes)',
        message: 'a claim names no storage class, or none that the tenant may use',
        messageExpression:
          '"a claim must name a storage class that the tenant may use: " + variables.classes.join(", ")',
      },
      {
        expression:
          'variables.all.all(c, !has(c.spec.volumeName) || c.spec.volumeName == "" || (has(variables.before.volumeName) && variables.before.volumeName == c.spec.volumeName))',
        message:
          'a claim takes a volume by its name, which may be that of another tenant: leave out volumeName',
      },
      {
        // Servers that do not know the field drop it, and `has` finds none.
        expression:
          'variables.all.all(c, !has(c.spec.volumeAttributesClassName) || c.spec.volumeAttributesClassName == "" || c.spec.volumeAttributesClassName in variables.attributes || (has(variables.before.volumeAttributesClassName) && variables.before.volumeAttributesClassName == c.spec.volumeAttributesClassName))',
        message: 'a claim names a VolumeAttributesClass that is none of the tenant',
        messageExpression:
          '"a claim may name these VolumeAttributesClasses alone: " + variables.attributes.join(", ")',
      },
      {
        expression: '!variables.volumes.exists(v, has(v.csi))',
        message: 'a volume comes from its driver past storage classes: claim one in place of csi',
      },
      {
        expression: `variables.all.all(c, !has(c.metadata) || !has(c.metadata.annotations) || !(${LEGACY_CLASS} in c.metadata.annotations))`,
        message: 'a claim names its class by an annotation that goes before the field: set storageClassName',
      },
    ],
  };
}
