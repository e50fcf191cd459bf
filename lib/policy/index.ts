// Loaded for what it adds to every app.
import './pod-security/pod-security-check';

export * from './admission-policy';
export { celText, celTexts } from './literal';
export type { MatchCondition } from './match-conditions';
export type { KindWithSubresources, MatchedKinds, PolicyOperation } from './matched-kinds';
export type { PolicyVariable, Validation } from './policy-body';
