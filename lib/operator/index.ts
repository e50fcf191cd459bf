export { clusterScopedName } from './cluster-scoped-name';
export * from './composition';
export type {
  Controller,
  ControllerKind,
  OperandGrants,
  OwnObject,
  ReasonedKind,
} from './controller';
export * from './framework';
export type { LeaderElection } from './leader-election';
export * from './maturity';
export * from './monitoring';
export type { Operands } from './operands';
export * from './operator';
export type { Performance } from './performance';
export { permissionTable } from './permissions/explain';
export type { ExtraPermission } from './permissions/extra-permission';
export type { Permission, Permissions } from './permissions/permission';
export * from './scope';
export type { CertificateIssuer } from './serving-certificate';
export { type Shard, Shards } from './shards';
export { WebhookCertificates } from './webhooks/certificates';
export type * from './webhooks/props';
