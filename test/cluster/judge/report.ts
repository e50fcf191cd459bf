import type { Judgement } from './judgement';

/** What the judgements of a file counted, by version of Kubernetes, for people. */
export class Report {
  private readonly rows = new Map<string, Map<string, number>>();

  constructor(private readonly title: string) {}

  /** Adds what a judgement counted, and gives its findings on. */
  take(minor: string, { findings, counts }: Judgement): readonly string[] {
    const row = this.rows.get(minor) ?? new Map<string, number>();
    this.rows.set(minor, row);
    for (const [what, count] of Object.entries(counts)) row.set(what, (row.get(what) ?? 0) + count);
    return findings;
  }

  /** Prints a line for each version: not by the console, which jest wraps in a stack trace. */
  print(): void {
    const lines = [...this.rows].map(([minor, row]) => {
      const counts = [...row].map(([what, count]) => `${count} ${what}`);
      return `Kubernetes ${minor}, ${this.title}: ${counts.join(', ')}\n`;
    });
    process.stdout.write(lines.join(''));
  }
}
