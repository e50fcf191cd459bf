import type { IConstruct } from 'constructs';
import type { ObjectIndex } from './rendered-object';

/** What a cell of a report says: nothing where it is undefined. */
export type ReportCell = string | number | boolean | readonly string[] | undefined;

/** A table of a report. */
export interface ReportSection {
  /** Name of it in JSON: `namespaces`. */
  readonly name: string;
  /** Heading of it in Markdown. */
  readonly title: string;
  /**
   * What the rows mean, in Markdown.
   * @default - none
   */
  readonly text?: string;
  /** Headings of the columns, by their names in JSON. */
  readonly columns: Readonly<Record<string, string>>;
  /** A cell for each column, in an order that no order of declarations changes. */
  readonly rows: readonly Readonly<Record<string, ReportCell>>[];
}

/** What people want to see of an app and no manifest shows at a glance; read from its objects. */
export interface Report {
  /** Name of its files: `budgets`. No two reports of an app share one. */
  readonly name: string;
  /** Heading of it in Markdown. */
  readonly title: string;
  /**
   * What it is about, in Markdown.
   * @default - none
   */
  readonly text?: string;
  /** Its tables. */
  readonly sections: readonly ReportSection[];
}

/**
 * Makes a report from the synthesized objects of an app, as they are written; nothing where the app gives no cause for it.
 * It must be as deterministic as synth: no clock, no chance.
 */
export type ReportMaker = (objects: ObjectIndex, app: IConstruct) => Report | undefined;

const MAKERS = Symbol.for('cdk8s-platform.reports');
const FOR_EVERY_APP: ReportMaker[] = [];

interface Reported {
  [MAKERS]?: ReportMaker[];
}

/** Adds a report to the app that a construct is in: {@link PlatformApp.reports} returns it, and synth writes it on request. */
export function addReport(scope: IConstruct, maker: ReportMaker): void {
  const reported = scope as Reported;
  reported[MAKERS] ??= [];
  reported[MAKERS].push(maker);
}

/** Adds a report to every app: for rooms above core. Called when the room is loaded. */
export function addAppReport(maker: ReportMaker): void {
  FOR_EVERY_APP.push(maker);
}

/** What makes the reports of an app. */
export function reportMakers(app: IConstruct): readonly ReportMaker[] {
  const own = app.node.findAll().flatMap((construct) => (construct as Reported)[MAKERS] ?? []);
  return [...FOR_EVERY_APP, ...own];
}
