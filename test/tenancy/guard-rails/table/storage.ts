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

const inline = (volume: object): readonly [Manifest, string] => [
  deployment(podSpec({ volumes: [{ name: 'v', ...volume }] })),
  'volume v comes from its driver past storage classes',
];
const source = (namespace: string): object =>
  claimSpec({ dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'data', namespace } });
const BY_LABELS = 'takes a volume by its labels';
const SELECTOR = { matchLabels: { tenant: 'other' } };

/** Rows of the rule `storage`. */
export const STORAGE: readonly Row[] = [
  ...rows(
    'storage',
    {
      'a claim of a class of the tenant': claim({}),
      'a template of claims': stateful(claimSpec({ storageClassName: 'slow' })),
      'an ephemeral volume': ephemeral(claimSpec()),
      'pods without claims': deployment(podSpec()),
      'an ephemeral volume with the data of a claim of its namespace': ephemeral(source('guarded')),
      'volumes that the level restricted admits': deployment(
        podSpec({
          volumes: [
            { name: 'a', configMap: { name: 'a' } },
            { name: 'b', downwardAPI: { items: [] } },
            { name: 'c', emptyDir: {} },
            { name: 'd', persistentVolumeClaim: { claimName: 'd' } },
            { name: 'e', projected: { sources: [] } },
            { name: 'f', secret: { secretName: 'f' } },
          ],
        }),
      ),
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
      'a claim that takes a volume by its labels': [claim({ selector: SELECTOR }), BY_LABELS],
      'a template of claims that take volumes by their labels': [
        stateful(claimSpec({ selector: SELECTOR })),
        BY_LABELS,
      ],
      'an ephemeral volume that is taken by its labels': [
        ephemeral(claimSpec({ selector: SELECTOR })),
        BY_LABELS,
      ],
      'an ephemeral volume with the data of another namespace': [
        ephemeral(source('guarded-other')),
        'the data of another namespace',
      ],
      'a template of claims with the data of another namespace': [
        stateful(source('guarded-other')),
        'the data of another namespace',
      ],
      'a volume of a driver itself': inline({ csi: { driver: 'nfs.csi.k8s.io' } }),
      'a volume of a server of files': inline({ nfs: { server: '192.0.2.20', path: '/' } }),
      'a volume of a disk in the network': inline({
        iscsi: { targetPortal: '192.0.2.20', iqn: 'iqn.2026-01.com.example:a', lun: 0 },
      }),
      'a volume of Ceph': inline({ cephfs: { monitors: ['192.0.2.20'] } }),
      'a block device of Ceph': inline({ rbd: { monitors: ['192.0.2.20'], image: 'a' } }),
      'a volume of GlusterFS': inline({ glusterfs: { endpoints: 'a', path: 'a' } }),
      'a volume of Fibre Channel': inline({ fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } }),
      'a volume that Git fills on the node': inline({ gitRepo: { repository: 'https://example.com/a.git' } }),
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
