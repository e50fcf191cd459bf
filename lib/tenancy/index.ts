export type { TenantBounds } from './bounds';
export type { Budget } from './budget';
export * from './guard-rails';
export * from './labels';
export * from './subject';
export * from './tenant';
export { TenantNamespace } from './tenant-namespace';
