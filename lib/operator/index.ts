export type { Controller, KindRef, OwnObject } from './controller';
export type { Operands } from './operands';
export * from './operator';
export type { Permission, Permissions } from './rbac';
export * from './scope';
export { WebhookCertificates, type WebhookIssuer } from './webhooks/certificates';
export type { MatchCondition } from './webhooks/match-conditions';
export type * from './webhooks/props';
export type { LabelSelector } from './webhooks/selectors';
