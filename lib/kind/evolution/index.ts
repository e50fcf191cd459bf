export type { Acknowledgement } from './acknowledgement';
export type { Change, ChangeName, Effect, LowerBound, UpperBound } from './change';
export { changesOf } from './changes-of';
export type { AnySchema, DefinitionManifest } from './definition';
export { Release } from './release';
