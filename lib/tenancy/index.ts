export type { Budget } from './budget';
export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';
export * from './virtual-cluster';
