export type { ApiIngress, VirtualClusterProps } from './props';
export type { HostRead, SyncFromHost, SyncToHost } from './sync';
export { SyncedPods, type SyncedPodsProps } from './synced-pods';
export * from './virtual-cluster';
