import type { IConstruct } from 'constructs';

/** Proves the objects of a tree; returns a line for each problem. */
type Proof = (root: IConstruct) => readonly string[];

const PROVED = Symbol.for('cdk8s-platform.proved');

interface Proved {
  [PROVED]?: true;
}

let proof: Proof | undefined;

/** Sets how trees are proved. Called when synth is loaded: objects do not know how they are synthesized. */
export function setProof(prove: Proof): void {
  proof = prove;
}

/**
 * Sees to it that the checks run over the tree that a construct is in: by a validation on its root, which every App calls.
 * Whatever is ours calls it, and the first call counts, whichever copy of this package it is of: the checks that were added
 * to constructs, and what these told the app, are the same for all copies.
 */
export function ensureProved(scope: IConstruct): void {
  const { root } = scope.node;
  if ((root as Proved)[PROVED]) return;
  provesItself(root);
  root.node.addValidation({ validate: () => [...(proof?.(root) ?? [])] });
}

/** States that an app runs the checks by itself, so that no validation is needed. Must come before its first child. */
export function provesItself(app: IConstruct): void {
  (app as Proved)[PROVED] = true;
}
