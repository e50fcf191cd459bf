import type { Sample } from './child';

/** The median of each cost. */
export function medians(samples: readonly Sample[]): Sample {
  return {
    wall: median(samples.map(({ wall }) => wall)),
    cpu: median(samples.map(({ cpu }) => cpu)),
    memory: median(samples.map(({ memory }) => memory)),
  };
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}

/** Exponent k of a cost that grows as n^k, from the cost at two sizes: 1 is linear, 2 quadratic. */
export function exponent(sizes: readonly [number, number], costs: readonly [number, number]): number {
  return Math.log(costs[1] / costs[0]) / Math.log(sizes[1] / sizes[0]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return (low + high) / 2;
}
