export { permissionMatrix } from './matrix-of';
export * from './permission-matrix';
export * from './permission-rows';
export type { Reached, Right, Step } from './reach/reach';
export type { NonResourceAttributes, ResourceAttributes, Rule } from './rule';
export type { BindingSubject, Requester } from './subject';
