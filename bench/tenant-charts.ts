import { ApiObject, type App, Chart } from 'cdk8s';
import { guardrails } from './tenant-guardrails';
import { workload } from './tenant-workload';

/** How many objects each chart has. */
export const OBJECTS_PER_CHART = 13;

/** Adds to an app, whichever it is, a chart for each of `count` tenants: objects of cdk8s, nothing of ours. */
export function addTenants(app: App, count: number): void {
  for (let index = 0; index < count; index++) {
    const tenant = `tenant-${String(index).padStart(5, '0')}`;
    const chart = new Chart(app, tenant);
    const objects = { ...guardrails(tenant, index), ...workload(tenant, index) };
    for (const [id, props] of Object.entries(objects)) new ApiObject(chart, id, props);
  }
}
