import type { IConstruct } from 'constructs';
import { addAppCheck } from '../../core/app-check';
import { bounded } from '../../core/bounded';
import type { Check } from '../../core/check';
import { networkMatrixOf } from '../../network/matrix/matrix-of';
import { tenantMapOf } from '../tenant-map';
import { exposureFindings, hostNetworkFindings, metadataFindings, unreadFindings } from './beyond-tenants';
import { leaks } from './leaks';
import { levelFindings } from './level';
import { ownSideFindings } from './own-side';

/**
 * Proves from the NetworkPolicies of an app, whatever made them, that its tenants are isolated from each other: no pod of
 * one, whatever its labels, connects to one of another, unless a tenant permits it.
 */
export function networkIsolationCheck(app: IConstruct): Check {
  return (objects) => {
    const map = tenantMapOf(objects, app);
    if (map.tenants.length === 0) return [];
    const matrix = networkMatrixOf(objects, app);
    const leaking = leaks(matrix, map);
    const told = new Set(leaking.flatMap(({ egress, ingress }) => [egress, ingress]));
    const sorts = [
      leaking.map(({ finding }) => finding),
      hostNetworkFindings(matrix, map),
      levelFindings(objects, map),
      exposureFindings(matrix, map),
      metadataFindings(matrix, map),
      ownSideFindings(matrix, map, told),
      unreadFindings(matrix, map),
    ];
    return sorts.flatMap((findings) => bounded(app, findings));
  };
}

addAppCheck(networkIsolationCheck);
