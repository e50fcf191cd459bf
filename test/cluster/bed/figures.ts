import * as fs from 'node:fs';
import * as path from 'node:path';

/** A number that a test came to on a version of Kubernetes. */
interface Figure {
  /** What was looked at: a heading. */
  readonly section: string;
  /** What was counted: a row. */
  readonly row: string;
  /** Minor version of Kubernetes: a column. */
  readonly kubernetes: string;
  /** How many. Figures of the same place are added up. */
  readonly count: number;
}

const FILE = 'figures.jsonl';

/**
 * Keeps figures for the table at the end of the run: tests run in several processes, so a file holds them.
 * @param clusters path of the file by which tests find their clusters
 */
export function record(
  clusters: string,
  section: string,
  kubernetes: string,
  counts: Readonly<Record<string, number>>,
): void {
  const figures = Object.entries(counts).map(([row, count]): Figure => ({ section, row, kubernetes, count }));
  const lines = figures.map((figure) => `${JSON.stringify(figure)}\n`);
  fs.appendFileSync(path.join(path.dirname(clusters), FILE), lines.join(''));
}

/** All figures of a run as a table: a heading for each section, a column for each version of Kubernetes. */
export function tableOf(clusters: string): string {
  const file = path.join(path.dirname(clusters), FILE);
  if (!fs.existsSync(file)) return '';
  const figures = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Figure);
  const versions = sorted(figures.map(({ kubernetes }) => kubernetes));
  const width = Math.max(...figures.map(({ row }) => row.length)) + 2;
  const line = (name: string, cells: readonly (number | string)[]): string =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(8)).join('');
  const lines = [line('Kubernetes', versions)];
  for (const section of sorted(figures.map((figure) => figure.section))) {
    const inSection = figures.filter((figure) => figure.section === section);
    lines.push('', section);
    // In the order in which they were counted, which is that of the tests.
    for (const row of new Set(inSection.map((figure) => figure.row))) {
      const cells = versions.map((version) => sum(inSection, row, version));
      lines.push(line(`  ${row}`, cells));
    }
  }
  return lines.join('\n');
}

function sum(figures: readonly Figure[], row: string, version: string): number | string {
  const found = figures.filter((figure) => figure.row === row && figure.kubernetes === version);
  return found.length === 0 ? '-' : found.reduce((total, { count }) => total + count, 0);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
