export type { Budget } from './budget';
export type { Membership } from './roles';
export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';

import './reports';
