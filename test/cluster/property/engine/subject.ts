import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type * as fc from 'fast-check';
import { type Cluster, type Kind, type Manifest, Namespace, PlatformApp } from '../../../../lib';

/** A construct under test: props that its types allow, and how an app declares it with them. */
export interface Subject<Props> {
  /** Name of the construct. */
  readonly name: string;
  /** Its props. */
  readonly props: fc.Arbitrary<Props>;
  /** Declares it for a cluster. */
  readonly declare: (cluster: Cluster, props: Props) => PlatformApp;
  /**
   * Custom kinds beside those of PostgreSQL that are there for good, since its objects are of them.
   * @default - none
   */
  readonly kinds?: readonly Kind[];
  /**
   * The objects that are judged, where a case has many that differ by their names alone, or that other cases have judged.
   * @default - all
   */
  readonly judged?: (objects: readonly Manifest[]) => readonly Manifest[];
  /**
   * Props as a message shows them.
   * @default - as fast-check shows any value
   */
  readonly show?: (props: Props) => string;
}

/** An app of one chart. */
export function inChart(cluster: Cluster, declare: (chart: Chart) => void): PlatformApp {
  const app = new PlatformApp({ cluster });
  declare(new Chart(app, 'chart'));
  return app;
}

/** Where an object is created that may state its namespace: in a namespace, or where it has none but that. */
export function homeOf(chart: Chart, stated: string | undefined): Construct {
  return stated === undefined ? new Namespace(chart, 'home') : chart;
}
