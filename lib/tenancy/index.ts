import './guard-rails/hosts-check';
import './isolation/network-check';
import './permissions/permission-check';
import './reports';

export type { Budget, ObjectCount, StorageClassBudget } from './budget/budget';
export * from './guard-rails';
export type { TenantBounds } from './guard-rails/bounds';
export { LabelTenant } from './label/label-tenant';
export * from './label/shared-namespace';
export { CORDONED_LABEL, DELETION_PROTECTION_LABEL, SHARED_LABEL, TENANT_LABEL } from './labels';
export type { ClaimRange, ResourceRange } from './limits/limit-range';
export type { Members, Membership } from './roles';
export type { SharedConfig } from './shared-config';
export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';
export type { TenantProps } from './tenant-props';
export * from './virtual-cluster';
