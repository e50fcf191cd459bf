import { appProject, argoApplication, delivery } from './constructs/argo-cd';
import { autoscaler } from './constructs/autoscaler';
import { compositeOperator } from './constructs/composite-operator';
import { connections } from './constructs/connections';
import { customResource } from './constructs/custom-resource';
import { customResourceDefinition } from './constructs/custom-resource-definition';
import { disruptionBudget } from './constructs/disruption-budget';
import { logSidecar } from './constructs/log-sidecar';
import { namespace } from './constructs/namespace';
import { networkPolicy } from './constructs/network-policy';
import { nodeAgent } from './constructs/node-agent';
import { dashboard, prometheusRule, serviceMonitor } from './constructs/observability';
import { operator } from './constructs/operator';
import { admissionPolicy, guardRails } from './constructs/policy';
import { postgresql, postgresqlBackup, postgresqlRestore } from './constructs/postgresql';
import { sharedNamespace } from './constructs/shared-namespace';
import { tenant } from './constructs/tenant';
import { fluxTenant, tenantProject } from './constructs/tenant-delivery';
import { tenantWorkloads } from './constructs/tenant-workloads';
import { virtualCluster } from './constructs/virtual-cluster';
import { webService } from './constructs/web-service';
import { erased } from './engine/sweep-each-version';

/** What is swept: by the test file that sweeps it. */
export const SUBJECTS = {
  delivery: [
    erased(appProject),
    erased(argoApplication),
    erased(delivery),
    erased(tenantProject),
    erased(fluxTenant),
  ],
  'custom-kinds': [
    erased(customResourceDefinition),
    erased(customResource),
    erased(postgresql),
    erased(postgresqlBackup),
    erased(postgresqlRestore),
  ],
  platform: [
    erased(namespace),
    erased(networkPolicy),
    erased(operator),
    erased(compositeOperator),
    erased(admissionPolicy),
    erased(guardRails),
  ],
  tenancy: [erased(tenant), erased(tenantWorkloads), erased(virtualCluster), erased(sharedNamespace)],
  observability: [erased(serviceMonitor), erased(prometheusRule), erased(dashboard)],
  workload: [
    erased(webService),
    erased(nodeAgent),
    erased(connections),
    erased(logSidecar),
    erased(disruptionBudget),
    erased(autoscaler),
  ],
};
