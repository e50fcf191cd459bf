export type { Budget } from './budget';

import './isolation/network-check';
import './permissions/permission-check';

export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';
export * from './virtual-cluster';
