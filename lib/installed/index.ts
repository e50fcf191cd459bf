export * from './cert-manager';
export * from './cilium';
export * from './crossplane';
export { customKind } from './custom-kind';
export { installedIn } from './installed-in';
export * from './istio';
export { kubectlWait } from './kubectl-wait';
export * from './prometheus-operator';
export * from './strimzi';
