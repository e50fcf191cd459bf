import { post } from '../../rbac/requests';
import { type Attack, attack, QUOTA, ROLES, rail } from '../attack';
import { BLUE, RED, STAGING } from '../attacked';
import * as good from '../good';
import { create, pod } from '../good';
import { byPod } from './pods';

const SOURCE = (namespace: string) => ({
  dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'data', namespace },
});

/** By taking more than its share. */
export const BUDGET: readonly Attack[] = [
  byPod(
    'use more memory than there is',
    pod({}, { resources: { requests: { cpu: '100m', memory: '5Gi' }, limits: { memory: '5Gi' } } }),
    QUOTA,
  ),
  byPod(
    'use more CPU than there is',
    pod({}, { resources: { requests: { cpu: '5', memory: '64Mi' }, limits: { memory: '64Mi' } } }),
    QUOTA,
  ),
  attack(
    'keep more data than there is room for',
    'editor',
    create(good.claim({ resources: { requests: { storage: '11Gi' } } })),
    QUOTA,
    create(good.claim()),
  ),
  attack(
    'use storage of another class',
    'editor',
    create(good.claim({ storageClassName: 'fast' })),
    rail('storage'),
    create(good.claim()),
  ),
  {
    ...attack(
      'have a faster volume than others',
      'editor',
      create(good.claim({ volumeAttributesClassName: 'gold' })),
      rail('storage'),
      create(good.claim({ volumeAttributesClassName: 'red-silver' })),
    ),
    since: '1.34',
  },
  attack(
    'open ports of every node by a load balancer',
    'editor',
    create(good.service({ type: 'LoadBalancer' }), STAGING),
    QUOTA,
    create(good.service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }), STAGING),
  ),
  attack(
    'take a volume by its name',
    'editor',
    create(good.claim({ volumeName: 'blue-data' })),
    rail('storage'),
    create(good.claim()),
  ),
  attack(
    'take a volume by its labels',
    'editor',
    create(good.claim({ selector: { matchLabels: { tenant: 'blue' } } })),
    rail('storage'),
    create(good.claim()),
  ),
  attack(
    'begin with the data of another tenant',
    'editor',
    create(good.deployment({ volumes: [good.ephemeral(SOURCE(BLUE))] })),
    rail('storage'),
    create(good.deployment({ volumes: [good.ephemeral(SOURCE(RED))] })),
  ),
  // Of a pod itself, the level restricted refuses it; not of a template.
  attack(
    'mount the files of a server past storage classes',
    'editor',
    create(good.deployment({ volumes: [{ name: 'data', nfs: { server: '203.0.113.1', path: '/' } }] })),
    rail('storage'),
    create(good.deployment({ volumes: [{ name: 'data', emptyDir: {} }] })),
  ),
  attack(
    'make a volume of a path of the node',
    'owner',
    post('/api/v1/persistentvolumes'),
    ROLES,
    create(good.claim()),
  ),
];
