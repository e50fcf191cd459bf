import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  type Cluster,
  FluxTenant,
  type FluxTenantProps,
  Subject as Member,
  PlatformApp,
  POSTGRES_KINDS,
  Tenant,
  TenantProject,
  type TenantProjectProps,
  type TenantProps,
} from '../../../../lib';
import type { Subject } from '../engine/subject';
import { group, repoPath, repoUrl, server } from '../values/argo';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { full, mostly, partial } from '../values/records';

const members = fc.array(
  dnsLabel.map((name) => Member.group(name)),
  { maxLength: 2 },
);
const tenantProps = partial<Pick<TenantProps, 'owners' | 'editors' | 'viewers' | 'kinds'>>({
  owners: members,
  editors: members,
  viewers: members,
  kinds: fc.subarray([...POSTGRES_KINDS]),
});
const namespaces = fc
  .uniqueArray(dnsLabel, { minLength: 1, maxLength: 3 })
  .filter((names) => names.every((name) => name !== 'default' && !name.startsWith('kube-')));

/** A tenant, and what it may deliver. */
export interface TenantDeliveryCase<Props> {
  /** Id of the construct. */
  readonly id: string;
  /** Namespaces of the tenant. */
  readonly namespaces: readonly string[];
  /** Its members and kinds. */
  readonly tenant: Partial<TenantProps>;
  /** How many of its namespaces are delivered from. */
  readonly sources: number;
  /** Other props of the construct. */
  readonly props: Props;
}

function cases<Props extends object>(id: fc.Arbitrary<string>, props: fc.Arbitrary<Props>) {
  return full<TenantDeliveryCase<Props>>({
    id,
    namespaces,
    tenant: tenantProps,
    sources: fc.integer({ min: 0, max: 3 }),
    props,
  });
}

function declare(
  cluster: Cluster,
  of: { readonly namespaces: readonly string[]; readonly tenant: Partial<TenantProps> },
  deliver: (chart: Chart, tenant: Tenant) => void,
): PlatformApp {
  const app = new PlatformApp({ cluster });
  const tenant = new Tenant(new Chart(app, 'tenant'), 'alpha', {
    budget: { cpu: 4, memory: '8Gi', pods: 20 },
    ...of.tenant,
    namespaces: of.namespaces,
  });
  deliver(new Chart(app, 'chart'), tenant);
  return app;
}

type ProjectProps = Omit<TenantProjectProps, 'tenant' | 'sourceNamespaces'>;
const groups = fc.array(group, { maxLength: 2 });

/** {@link TenantProject} under test. */
export const tenantProject: Subject<TenantDeliveryCase<ProjectProps>> = {
  name: 'TenantProject',
  props: cases(
    dnsSubdomain,
    fc
      .tuple(
        fc.array(repoUrl, { minLength: 1, maxLength: 3 }),
        partial<Omit<ProjectProps, 'sourceRepos'>>({
          name: dnsSubdomain,
          namespace: mostly(fc.constant('argocd'), dnsLabel),
          server,
          syncAs: fc.constantFrom('editor', 'owner'),
          impersonation: mostly(fc.constant(true), fc.constant(false)),
          groups: partial<NonNullable<ProjectProps['groups']>>({
            owner: groups,
            editor: groups,
            viewer: groups,
          }),
        }),
      )
      .map(([sourceRepos, rest]) => ({ sourceRepos, ...rest })),
  ),
  declare: (cluster, { id, sources, props, ...of }) =>
    declare(cluster, of, (chart, tenant) => {
      const sourceNamespaces = tenant.namespaceNames.slice(0, sources);
      new TenantProject(chart, id, { ...props, tenant, sourceNamespaces });
    }),
};

type FluxProps = Omit<FluxTenantProps, 'tenant' | 'namespace'>;
const fluxUrl = repoUrl.filter((url) => /^(https|ssh):/.test(url));

/** {@link FluxTenant} under test. */
export const fluxTenant: Subject<TenantDeliveryCase<FluxProps>> = {
  name: 'FluxTenant',
  props: cases(
    dnsSubdomain,
    fc
      .tuple(
        fluxUrl,
        partial<Omit<FluxProps, 'repoUrl'>>({
          name: dnsSubdomain,
          ref: fc.stringMatching(/^refs\/(heads|tags)\/[A-Za-z0-9][-A-Za-z0-9/.]{0,10}[A-Za-z0-9]$/),
          path: repoPath,
          secretName: dnsSubdomain,
          syncAs: fc.constantFrom('editor', 'owner'),
        }),
      )
      .map(([repo, rest]) => ({ repoUrl: repo, ...rest })),
  ),
  declare: (cluster, { id, props, ...of }) =>
    declare(cluster, of, (chart, tenant) => {
      new FluxTenant(chart, id, { ...props, tenant, namespace: tenant.namespaceNames[0] });
    }),
};
