export type { Controller, KindRef, OwnObject } from './controller';
export * from './maturity';
export * from './monitoring';
export * from './operator';
export type { Permission, Permissions } from './rbac';
export * from './scope';
