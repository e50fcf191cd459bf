/** What a construct came to on a version of Kubernetes. */
export interface Figures {
  /** Name of the construct. */
  readonly construct: string;
  /** Minor version of Kubernetes. */
  readonly kubernetes: string;
  /** How many cases there were. */
  readonly cases: number;
  /** How many of them synth refused. */
  readonly refused: number;
  /** How many different objects were sent. */
  readonly sent: number;
  /** How many cases synth accepted and the API server did not. */
  readonly counterexamples: number;
  /** How long it took. */
  readonly seconds: number;
}

const COLUMNS: readonly (keyof Figures)[] = [
  'construct',
  'kubernetes',
  'cases',
  'refused',
  'sent',
  'counterexamples',
  'seconds',
];

/** Figures as a table. */
export function tableOf(figures: readonly Figures[]): string {
  const rows = [COLUMNS, ...figures.map((row) => COLUMNS.map((column) => String(row[column])))];
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, index) => cell[index === 0 ? 'padEnd' : 'padStart'](widths[index] ?? 0)).join('  '),
    )
    .join('\n');
}
