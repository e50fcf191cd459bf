import type { Severity } from '../../observability/rules';
import type { OperatorSeries } from './operator-series';

/** What an operator has, beside pods, that alerts can be on. */
export interface AlertFacts {
  /** Whether its metrics are those of controller-runtime. */
  readonly controllerRuntime: boolean;
  /** Names of the Certificates of cert-manager that it serves with. */
  readonly certificates: readonly string[];
  /** Names of its admission webhooks. */
  readonly webhooks: readonly string[];
  /** Names of the definitions whose objects it converts. */
  readonly conversions: readonly string[];
}

/** An alert that every operator may have. */
export interface OperatorAlert {
  /** How bad it is, unless it is told otherwise. */
  readonly severity: Severity;
  /**
   * How long it must hold, unless it is told otherwise.
   * @default - not at all: it looks back itself
   */
  readonly for?: string;
  /**
   * What is too much, or too little, unless it is told otherwise; in the unit that its description has.
   * @default - the alert has none
   */
  readonly threshold?: number;
  /**
   * Whether an operator has what the alert is on.
   * @default - every operator has
   */
  readonly applies?: (facts: AlertFacts) => boolean;
  /** The condition. */
  readonly expr: (series: OperatorSeries, threshold: number, facts: AlertFacts) => string;
  /** What is wrong, as a phrase that follows the name of the operator. */
  readonly summary: string;
  /** What is known of it, as sentences; a template. */
  readonly description: string;
}

/** Whether its metrics are those of controller-runtime. */
export const ofControllerRuntime = ({ controllerRuntime }: AlertFacts): boolean => controllerRuntime;
