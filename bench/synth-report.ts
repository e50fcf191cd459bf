import type { Sample } from './child';
import { exponent, table } from './report';

/** What both apps cost at one size. */
export interface Point {
  /** Number of charts. */
  readonly charts: number;
  /** Medians of ours. */
  readonly ours: Sample;
  /**
   * Medians of the stock App.
   * @default - not measured at this size
   */
  readonly stock?: Sample;
}

/** Costs at each size with their ratios, then how each app grows between the sizes. */
export function report(points: readonly Point[]): string {
  return `Medians; ratio is stock / ours.\n\n${costs(points)}\n${growth(points)}`;
}

function costs(points: readonly Point[]): string {
  const head = ['charts', 'measure', 'PlatformApp', 'stock App', 'ratio', 'PlatformApp, per chart'];
  const measures = [
    { label: 'wall', key: 'wall', unit: 'ms' },
    { label: 'CPU', key: 'cpu', unit: 'ms' },
    { label: 'peak memory', key: 'memory', unit: 'MiB' },
  ] as const;
  const rows = points.flatMap(({ charts, ours, stock }) =>
    measures.map(({ label, key, unit }) => [
      charts.toLocaleString('en'),
      label,
      `${Math.round(ours[key])} ${unit}`,
      stock ? `${Math.round(stock[key])} ${unit}` : '–',
      stock ? (stock[key] / ours[key]).toFixed(1) : '–',
      key === 'memory' ? '–' : `${(ours[key] / charts).toFixed(2)} ms`,
    ]),
  );
  return table(head, rows);
}

function growth(points: readonly Point[]): string {
  const steps = [
    [100, 1000],
    [400, 1000],
    [1000, 4000],
  ] as const;
  const head = ['charts', 'app', 'wall per chart', 'CPU per chart', 'exponent of wall', 'exponent of CPU'];
  const rows = steps.flatMap((sizes) =>
    (['ours', 'stock'] as const).flatMap((app) => {
      const [from, to] = sizes.map((size) => points.find(({ charts }) => charts === size)?.[app]);
      if (!from || !to) return [];
      const perChart = (key: 'wall' | 'cpu') =>
        `× ${((to[key] / from[key] / sizes[1]) * sizes[0]).toFixed(2)}`;
      const power = (key: 'wall' | 'cpu') => exponent(sizes, [from[key], to[key]]).toFixed(2);
      return [
        [
          sizes.map((size) => size.toLocaleString('en')).join(' to '),
          app === 'ours' ? 'PlatformApp' : 'stock App',
          perChart('wall'),
          perChart('cpu'),
          power('wall'),
          power('cpu'),
        ],
      ];
    }),
  );
  return table(head, rows);
}
