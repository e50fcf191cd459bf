export { clusterScopedName } from './cluster-scoped-name';
export type {
  Controller,
  ControllerKind,
  KindRef,
  OperandGrants,
  OwnObject,
  ReasonedKind,
} from './controller';
export * from './operator';
export { permissionTable } from './permissions/explain';
export type { ExtraPermission } from './permissions/extra-permission';
export type { Permission, Permissions } from './permissions/permission';
export * from './scope';
export { type Shard, Shards } from './shards';
