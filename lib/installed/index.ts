export * from './cert-manager';
export * from './cilium';
export { customKind } from './custom-kind';
export * from './prometheus-operator';
