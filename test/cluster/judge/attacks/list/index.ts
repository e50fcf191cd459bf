import type { Attack } from '../attack';
import { BUDGET } from './budget';
import { EXPOSURE } from './exposure';
import { LOCKED } from './locked';
import { NAMESPACES } from './namespaces';
import { NETWORK } from './network';
import { PERMISSIONS } from './permissions';
import { PODS } from './pods';

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [
  ...NAMESPACES,
  ...LOCKED,
  ...NETWORK,
  ...PERMISSIONS,
  ...PODS,
  ...EXPOSURE,
  ...BUDGET,
];
