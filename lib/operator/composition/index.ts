export * from './composite-operator';
export type { Installs, Requirement } from './requirement';
