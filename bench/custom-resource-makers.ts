import { ApiObject, App, Chart } from 'cdk8s';
import { CustomResource, CustomResourceDefinition, PlatformApp, PostgreSQL } from '../lib';

const spec = (index: number) => ({
  version: '15',
  replicas: (index % 5) + 1,
  storage: `${index + 1}Gi`,
  backupSchedule: `${index % 60} 2 * * *`,
});

function apiObject(chart: Chart, index: number): void {
  new ApiObject(chart, `db-${index}`, {
    apiVersion: 'database.example.com/v1',
    kind: 'PostgreSQL',
    metadata: { name: `db-${index}` },
    spec: spec(index),
  });
}

function customResource(chart: Chart, index: number): void {
  new CustomResource(chart, `db-${index}`, PostgreSQL.kind, spec(index) as never);
}

function inPlatformApp(
  count: number,
  make: (chart: Chart, index: number) => void,
  isDefined: boolean,
): number {
  const app = new PlatformApp();
  if (isDefined)
    new CustomResourceDefinition(new Chart(app, 'kinds'), 'PostgreSQL', {
      kind: PostgreSQL,
      userRoles: false,
    });
  const chart = new Chart(app, 'databases', { namespace: 'databases' });
  for (let index = 0; index < count; index++) make(chart, index);
  return app.units().reduce((sum, { objects }) => sum + objects.length, isDefined ? -1 : 0);
}

/** Ways to make and render databases; each returns how many there are. The first is what the others are compared with. */
export const MAKERS = {
  /** cdk8s alone: nothing is checked. */
  'ApiObject in a stock App': (count) => {
    const chart = new Chart(new App(), 'databases', { namespace: 'databases' });
    for (let index = 0; index < count; index++) apiObject(chart, index);
    return chart.toJson().length;
  },
  /** The checks of every object, but nothing in the app defines the kind. */
  'ApiObject in a PlatformApp': (count) => inPlatformApp(count, apiObject, false),
  /** The check by the definition beside them. */
  'ApiObject, by its definition': (count) => inPlatformApp(count, apiObject, true),
  /** Our construct: props checked and completed when it is made, what it renders checked by the definition. */
  CustomResource: (count) => inPlatformApp(count, customResource, true),
} as const satisfies Readonly<Record<string, (count: number) => number>>;

/** One of the ways. */
export type MakerName = keyof typeof MAKERS;
