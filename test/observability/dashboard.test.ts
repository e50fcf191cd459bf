import { Chart } from 'cdk8s';
import { Dashboard, type DashboardRow, type Manifest } from '../../lib';
import { dashboardErrors } from '../support/grafana';
import { promqlErrors } from '../support/promql';
import { only, rendered } from '../support/world';

const ROWS: readonly DashboardRow[] = [
  {
    title: 'Traffic',
    panels: [
      { title: 'Up', type: 'stat', queries: [{ expr: 'sum(up{job="shop"})' }] },
      {
        title: 'Requests',
        description: 'By code.',
        unit: 'reqps',
        queries: [
          { expr: 'sum by (code) (rate(requests_total{job="shop"}[$__rate_interval]))', legend: '{{code}}' },
        ],
      },
    ],
  },
];

function dashboards(
  ...all: readonly { readonly namespace: string; readonly name: string }[]
): readonly Manifest[] {
  return rendered((_, app) => {
    for (const { namespace, name } of all)
      new Dashboard(
        new Chart(app as Chart, `${namespace}-${name}`.replaceAll('.', '-'), { namespace }),
        name,
        {
          title: 'Shop',
          tags: ['shop'],
          rows: ROWS,
        },
      );
  });
}

function modelOf(manifest: Manifest): { readonly file: string; readonly json: string } {
  const [[file, json] = ['', '']] = Object.entries(manifest.data as Record<string, string>);
  return { file, json };
}

test('golden dashboard', () => {
  const manifest = only(dashboards({ namespace: 'team-a', name: 'shop' }), 'ConfigMap');
  expect(manifest).toMatchSnapshot();
});

test('a dashboard is what the types of Grafana say, and they would tell of one that is not', () => {
  const { json } = modelOf(only(dashboards({ namespace: 'team-a', name: 'shop' }), 'ConfigMap'));
  const wrong = [
    json.replace('"graphTooltip"', '"grafTooltip"'),
    json.replace('"schemaVersion": 39', '"schemaVersion": "39"'),
    json.replace('"type": "datasource"', '"type": "datasauce"'),
    json.replace('"gridPos": {', '"gridPosition": {'),
    json.replace('"legendFormat"', '"legend"'),
  ];
  expect(dashboardErrors([json, ...wrong]).map(({ length }) => length)).toEqual([0, 1, 1, 1, 1, 1]);
}, 30_000);

test('its queries are PromQL once Grafana has put in the range', () => {
  expect(
    ROWS.flatMap(({ panels }) =>
      panels.flatMap(({ queries }) => queries.flatMap(({ expr }) => promqlErrors(expr))),
    ),
  ).toEqual([]);
});

test('panels stand side by side, three in a line, below the title of their row', () => {
  const [panel] = ROWS[0]?.panels ?? [];
  const manifests = rendered((_, app) => {
    new Dashboard(new Chart(app as Chart, 'c', { namespace: 'a' }), 'd', {
      title: 'D',
      rows: [
        { title: 'one', panels: Array.from({ length: 4 }, () => panel as NonNullable<typeof panel>) },
        { title: 'two', panels: [panel as NonNullable<typeof panel>] },
      ],
    });
  });
  const { panels } = JSON.parse(modelOf(only(manifests, 'ConfigMap')).json) as {
    readonly panels: readonly { readonly id: number; readonly gridPos: object }[];
  };
  expect(panels.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(panels.map(({ gridPos }) => Object.values(gridPos).join(' '))).toEqual([
    '0 0 24 1',
    '0 1 8 8',
    '8 1 8 8',
    '16 1 8 8',
    '0 9 8 8',
    '0 17 24 1',
    '0 18 24 8',
  ]);
});

test('each dashboard has a uid and a file of its own, however long its name, in whichever namespace', () => {
  const long = 'a'.repeat(50);
  const manifests = dashboards(
    { namespace: 'a', name: 'shop' },
    { namespace: 'b', name: 'shop' },
    { namespace: 'a', name: `${long}.1` },
    { namespace: 'a', name: `${long}.2` },
  );
  const uids = manifests.map((manifest) => JSON.parse(modelOf(manifest).json).uid as string);
  expect(new Set(uids).size).toBe(4);
  for (const uid of uids) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  expect(manifests.map((manifest) => modelOf(manifest).file)).toEqual(uids.map((uid) => `${uid}.json`));
});
