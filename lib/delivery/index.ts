export * from './app-project';
export { Application, type ApplicationProps } from './application';
export * from './argo-cd';
export type { ArgoCdProps } from './argo-cd-props';
export { type Destination, IN_CLUSTER } from './destination';
export type { ResourceKind } from './resource-kind';
export type { SyncPolicyProps } from './sync-policy';
