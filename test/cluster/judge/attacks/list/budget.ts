import { post } from '../../rbac/requests';
import { type Attack, attack, QUOTA, ROLES, rail } from '../attack';
import * as good from '../good';
import { create, pod } from '../good';
import { byPod } from './pods';

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
  attack(
    'take a volume by its name',
    'editor',
    create(good.claim({ volumeName: 'blue-data' })),
    rail('storage'),
    create(good.claim()),
  ),
  attack(
    'make a volume of a path of the node',
    'owner',
    post('/api/v1/persistentvolumes'),
    ROLES,
    create(good.claim()),
  ),
];
