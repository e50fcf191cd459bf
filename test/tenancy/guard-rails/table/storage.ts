import type { Manifest } from '../../../../lib';
import { claim, claimSpec, deployment, object, podSpec } from '../objects';
import { type Row, rows } from './row';

const CLASS = 'a claim must name a storage class that the tenant may use';
const stateful = (spec: object): Manifest =>
  object('apps/v1', 'StatefulSet', {
    spec: {
      serviceName: 'judged',
      selector: { matchLabels: { app: 'judged' } },
      template: { metadata: { labels: { app: 'judged' } }, spec: podSpec() },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }],
    },
  });
const ephemeral = (spec: object): Manifest =>
  deployment(podSpec({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec } } }] }));

/** Rows of the rule `storage`. */
export const STORAGE: readonly Row[] = [
  ...rows(
    'storage',
    {
      'a claim of a class of the tenant': claim({}),
      'a template of claims': stateful(claimSpec({ storageClassName: 'slow' })),
      'an ephemeral volume': ephemeral(claimSpec()),
      'pods without claims': deployment(podSpec()),
    },
    {
      'a claim of another class': [claim({ storageClassName: 'gold' }), CLASS],
      'a claim of no class': [claim({ storageClassName: '' }), CLASS],
      'a claim that leaves the class to the cluster': [claim({ storageClassName: undefined }), CLASS],
      'a claim that takes a volume by its name': [
        claim({ volumeName: 'pv-of-another' }),
        'takes a volume by its name',
      ],
      'a claim whose class is an annotation': [
        claim({}, { 'volume.beta.kubernetes.io/storage-class': 'gold' }),
        'by an annotation',
      ],
      'a volume of a driver itself': [
        deployment(podSpec({ volumes: [{ name: 'v', csi: { driver: 'nfs.csi.k8s.io' } }] })),
        'past storage classes',
      ],
      'a template of claims of another class': [stateful(claimSpec({ storageClassName: 'gold' })), CLASS],
      'an ephemeral volume of another class': [ephemeral(claimSpec({ storageClassName: 'gold' })), CLASS],
    },
  ),
  ...rows(
    'storage',
    {
      'a claim of a VolumeAttributesClass of the tenant': claim({
        volumeAttributesClassName: 'guarded-silver',
      }),
    },
    {
      'a claim of another VolumeAttributesClass': [
        claim({ volumeAttributesClassName: 'gold' }),
        'a claim may name these VolumeAttributesClasses alone: guarded-silver',
      ],
      'an ephemeral volume of another VolumeAttributesClass': [
        ephemeral(claimSpec({ volumeAttributesClassName: 'gold' })),
        'these VolumeAttributesClasses alone',
      ],
    },
  ).map((row) => ({ ...row, since: '1.34' })),
];
