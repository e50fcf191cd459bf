export { CONTROLLER_RUNTIME } from './controller-runtime';
export * from './environment';
export * from './framework';
export * from './java-operator-sdk';
export type { ManagerSettings, ServerCertificate } from './manager-settings';
