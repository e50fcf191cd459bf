export type { Budget } from './budget';

import './permissions/permission-check';

export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';
