export * from './app-project';
export { Application, type ApplicationProps } from './application';
export * from './argo-cd';
export type { ArgoCdProps } from './argo-cd-props';
export { type Destination, IN_CLUSTER } from './destination';
export { FluxTenant, type FluxTenantProps } from './flux-tenant';
export { PLATFORM_LABEL } from './platform-label';
export type { ProjectPermission, ProjectRole } from './project-role';
export type { ResourceKind } from './resource-kind';
export type { SyncPolicyProps } from './sync-policy';
export type { ServiceAccountName, SyncServiceAccount } from './sync-service-account';
export { TenantProject, type TenantProjectProps } from './tenant-project';

import './flux-check';
import './tenant-project-check';
