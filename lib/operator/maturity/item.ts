import type { OperatorInstall } from './install';

/** A level of maturity. Source: the capability levels of the Operator SDK, https://sdk.operatorframework.io/docs/overview/operator-capabilities/ */
export type MaturityLevel = 1 | 2 | 3 | 4 | 5;

/** Whether manifests show something; `'not needed'` where the operator has nothing that it would be for. */
export type MaturityState = 'present' | 'missing' | 'not needed';

/** Something that manifests of an operator of a level show. */
export interface MaturityItem {
  /** What it is, as a sentence that holds when it is there. */
  readonly title: string;
  /** How to add it. */
  readonly add: string;
  /** Whether an install has it; nothing where it has no use for it. */
  readonly judge: (install: OperatorInstall) => boolean | undefined;
}

/** The items of a level. */
export interface MaturityItems {
  readonly level: MaturityLevel;
  /** Name of the level. */
  readonly name: string;
  readonly items: readonly MaturityItem[];
  /** What belongs to the level as well, and no manifest shows. */
  readonly unseen: readonly string[];
}
