export * from './cert-manager';
export { customKind } from './custom-kind';
export * from './prometheus-operator';
