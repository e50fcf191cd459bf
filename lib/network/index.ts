export { Allowance } from './allowance';
export * from './connectable';
export * from './flows';
export * from './matrix';
export * from './network-policy';
export * from './peer';
export type { Port, PortLike, Protocol } from './port';
