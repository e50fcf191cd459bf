import * as fc from 'fast-check';
import {
  type ApiServerFacts,
  type CapacityFacts,
  CERT_MANAGER,
  type ClusterProps,
  type DnsFacts,
  FLUX,
  type IngressFacts,
  type InstalledSoftware,
  type MonitoringFacts,
  POSTGRES_KINDS,
  PROMETHEUS_OPERATOR,
  type ServiceFacts,
} from '../../../../lib';
import { cidr } from './cidrs';
import { port } from './integers';
import { labels, selector } from './labels';
import { dnsLabel, dnsSubdomain } from './names';
import { full, mostly, partial } from './records';

const ranges = fc.array(cidr, { maxLength: 3 });
const someRanges = fc.array(cidr, { minLength: 1, maxLength: 3 });
const somePorts = fc.array(port, { minLength: 1, maxLength: 3 });
const podLabels = selector;

const RUNBOOKS = 'https://runbooks.example.com';

const service = fc
  .tuple(dnsLabel, partial<{ podLabels: ServiceFacts['podLabels'] }>({ podLabels }))
  .map(([namespace, rest]): ServiceFacts => ({ namespace, ...rest }));
const monitoring = fc
  .tuple(
    service,
    partial<Omit<MonitoringFacts, keyof ServiceFacts | 'runbooks'>>({
      serviceAccountName: dnsSubdomain,
      selectorLabels: labels,
      scrapeClass: fc.constantFrom('cluster', 'own account'),
    }),
  )
  .map(([facts, rest]): MonitoringFacts => ({ ...facts, ...rest, runbooks: RUNBOOKS }));
const ingress = fc
  .tuple(service, partial<Pick<IngressFacts, 'className'>>({ className: dnsSubdomain }))
  .map(([facts, rest]): IngressFacts => ({ ...facts, ...rest }));
const dns = partial<DnsFacts>({
  namespace: dnsLabel,
  podLabels,
  ports: somePorts,
  nodeLocalCidrs: ranges,
  clusterDomain: dnsSubdomain,
});

const apiServer = fc
  .tuple(someRanges, partial<Pick<ApiServerFacts, 'ports'>>({ ports: somePorts }))
  .map(([cidrs, rest]): ApiServerFacts => ({ cidrs, ...rest }));
/** Most clusters have an ingress controller and an API server whose addresses are known: much needs them. */
const needed = fc.oneof(
  { weight: 8, arbitrary: full<Pick<ClusterProps, 'apiServer' | 'ingress'>>({ apiServer, ingress }) },
  { weight: 1, arbitrary: partial<Pick<ClusterProps, 'apiServer' | 'ingress'>>({ apiServer, ingress }) },
);
const facts = fc
  .tuple(
    needed,
    partial<Omit<ClusterProps, 'kubernetes' | 'apiServer' | 'ingress' | 'admissionPolicies'>>({
      podCidrs: ranges,
      serviceCidrs: ranges,
      nodeCidrs: ranges,
      dns,
      monitoring,
      installed: fc.subarray([CERT_MANAGER, PROMETHEUS_OPERATOR]),
      networkPlugin: fc.constant('other'),
      capacity: partial<CapacityFacts>({
        cpu: fc.constantFrom(16, '64', '100m'),
        memory: fc.constantFrom('64Gi', '1Ti'),
        pods: fc.integer({ min: 1, max: 150_000 }),
        storage: fc.constantFrom('10Ti', '1E'),
      }),
    }),
  )
  .map(([must, rest]) => ({ ...must, ...rest }));

/** The definitions that every server has which cases are put before. */
const DEFINED: InstalledSoftware = {
  name: 'the PostgreSQL kinds',
  kinds: POSTGRES_KINDS.map(({ resource }) => resource),
};

const anyFacts: fc.Arbitrary<Omit<ClusterProps, 'kubernetes'>> = mostly(
  fc.constant<Omit<ClusterProps, 'kubernetes'>>({
    apiServer: { cidrs: ['192.0.2.10/32'] },
    ingress: { namespace: 'ingress-nginx' },
    monitoring: { namespace: 'monitoring', runbooks: RUNBOOKS },
    installed: [CERT_MANAGER, PROMETHEUS_OPERATOR],
  }),
  facts,
  3,
);

/** Facts about a cluster. */
export const clusterFacts = anyFacts.map((found) => ({
  ...found,
  installed: [DEFINED, FLUX, ...(found.installed ?? [])],
  // The servers of the tests have them switched on.
  admissionPolicies: true,
}));
