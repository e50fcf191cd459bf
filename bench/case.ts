/** What every case is told. */
export interface BenchOptions {
  /** How often each measurement is repeated; medians are reported. */
  readonly rounds: number;
}

/** One thing that is measured. */
export interface BenchCase {
  /** What it is called on the command line. */
  readonly name: string;
  /** What it measures, as the heading of its report. */
  readonly title: string;
  /**
   * Measures it.
   * @returns the report, as Markdown
   * @throws Error when what would be compared is not the same work
   */
  run(options: BenchOptions): string;
}
