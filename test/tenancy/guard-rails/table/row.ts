import type { Manifest } from '../../../../lib';

/** An object that a guard rail takes or refuses, at synth and in the cluster alike. */
export interface Row {
  /** Name of the rule. */
  readonly rule: string;
  /** What it is. */
  readonly what: string;
  readonly object: Manifest;
  /**
   * Version of Kubernetes from which servers keep the field that it is about, by default.
   * @default - every one that is supported
   */
  readonly since?: string;
  /** What the refusal says; `undefined` where it is taken. */
  readonly says?: string;
}

/** Rows of a rule: what it takes, and what it refuses with what is said of it. */
export function rows(
  rule: string,
  taken: Cases,
  refused: Readonly<Record<string, readonly [Manifest, string]>>,
): Row[] {
  return [
    ...Object.entries(taken).map(([what, object]) => ({ rule, what, object })),
    ...Object.entries(refused).map(([what, [object, says]]) => ({ rule, what, object, says })),
  ];
}

type Cases = Readonly<Record<string, Manifest>>;
