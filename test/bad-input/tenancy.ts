import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Allowance,
  type Budget,
  Kind,
  NetworkPolicy,
  Peer,
  PodSecurityLevel,
  SharedNamespace,
  type SharedNamespaceProps,
  Subject,
  Tenant,
  WebService,
  z,
} from '../../lib';
import { type Case, tenant, type World } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

const shared = ({ chart }: World, tenants: SharedNamespaceProps['tenants'], name = 'playground') =>
  new SharedNamespace(chart, name, { tenants, budget: AMPLE });

/** Bad input of tenants. */
export const TENANCY: readonly Case[] = [
  {
    name: 'a budget that is no quantity',
    declare: (world) => tenant(world, { budget: { cpu: 'ten', memory: '8Gi', pods: 20 } }),
    says: ['[chart/alpha] budget.cpu', 'given: "ten"'],
  },
  {
    name: 'limits below what may be requested',
    declare: (world) =>
      tenant(world, {
        budget: { cpu: 4, memory: '8Gi', memoryLimit: '4Gi', pods: 20 },
      }),
    says: ['[chart/alpha] budget.memoryLimit is below memory', 'given: "4Gi"', 'at least 8Gi'],
  },
  {
    name: 'a budget of nothing',
    declare: (world) => tenant(world, { budget: { cpu: 0, memory: '8Gi', pods: 20 } }),
    says: ['budget.cpu leaves nothing', 'more than zero'],
  },
  {
    name: 'a budget with a fraction of a pod',
    declare: (world) => tenant(world, { budget: { cpu: 1, memory: '8Gi', pods: 2.5 } }),
    says: ['budget.pods is not a count', 'given: 2.5', 'an integer from 0 on'],
  },
  {
    name: 'a quota below its own workloads',
    declare: (world) =>
      new WebService(tenant(world, { budget: { cpu: 1, memory: '8Gi', pods: 20 } }).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        replicas: 3,
        resources: { requests: { cpu: '500m' } },
      }),
    says: ['[chart/alpha/alpha] budget', 'requests.cpu 1, needed 2', 'allowed: at least 2'],
  },
  {
    name: 'a quota below what its autoscaler may reach',
    declare: (world) =>
      new WebService(tenant(world, { budget: { cpu: 40, memory: '80Gi', pods: 5 } }).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        autoscale: { minReplicas: 2, maxReplicas: 10 },
        resources: { requests: { cpu: '500m' } },
      }),
    says: ['pods 5, needed 11', 'raise the budget'],
  },
  {
    name: 'a request over the limit that the tenant gives to whom states none',
    declare: (world) =>
      new WebService(tenant(world, {}).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        resources: { requests: { memory: '1Gi' } },
      }),
    says: ['resources.requests.memory is over the limit that namespace alpha gives', 'at most 256Mi'],
  },
  {
    name: 'nobody as a member',
    declare: (world) => tenant(world, { viewers: [Subject.user('  ')] }),
    says: ['cannot be a member of a tenant', 'given: "  "'],
  },
  {
    name: 'everybody as the owner of a tenant',
    declare: (world) => tenant(world, { owners: [Subject.group('system:authenticated')] }),
    says: ['given: "system:authenticated"', 'everybody'],
  },
  {
    name: 'the accounts of a namespace as the editor of a tenant',
    declare: (world) => tenant(world, { editors: [Subject.group('system:serviceaccounts:flux-system')] }),
    says: ['[chart/alpha] editors[0] cannot be a member', 'given: "system:serviceaccounts:flux-system"'],
  },
  {
    name: 'a name as the owner of a tenant',
    declare: (world) => tenant(world, { owners: ['alpha-admins' as never] }),
    says: ['[chart/alpha] owners[0] is no Subject', 'given: "alpha-admins"', "allowed: Subject.group('…')"],
  },
  {
    name: 'a Subject that is no list of them',
    declare: (world) => tenant(world, { viewers: 'alpha-admins' as never }),
    says: ['[chart/alpha] viewers is no list of Subjects; given: "alpha-admins"'],
  },
  {
    name: 'a name as the owner of a namespace of a tenant',
    declare: (world) => tenant(world, { namespaceMembers: { alpha: { owners: ['alpha-admins' as never] } } }),
    says: ['[chart/alpha] namespaceMembers.alpha.owners[0] is no Subject'],
  },
  {
    name: 'a name as the owner in a shared namespace',
    declare: (world) => shared(world, { beta: { owners: ['beta-admins' as never] } }),
    says: ['[chart/playground] tenants.beta.owners[0] is no Subject'],
  },
  {
    name: 'connections of a tenant to itself',
    declare: (world) => {
      const alpha = tenant(world, {});
      alpha.permitConnectionsTo(alpha);
    },
    says: ['[chart/alpha] permitConnectionsTo is given the tenant itself', 'allowed: another tenant'],
  },
  {
    name: "a namespace that is the cluster's own",
    declare: (world) => tenant(world, { namespaces: ['kube-system'] }),
    says: ['[chart/alpha] namespaces', 'given: "kube-system"'],
  },
  {
    name: 'a tenant without a namespace',
    declare: (world) => tenant(world, { namespaces: [] }),
    says: ['[chart/alpha] namespaces', 'at least one name'],
  },
  {
    name: 'a namespace that the tenant does not have',
    declare: (world) => tenant(world, {}).namespace('gamma'),
    says: ['[chart/alpha] namespace is not a namespace of the tenant', 'given: "gamma"', 'one of alpha'],
  },
  {
    name: 'limits in the quota that the defaults leave open',
    declare: (world) => tenant(world, { budget: { cpu: 4, cpuLimit: 8, memory: '8Gi', pods: 20 } }),
    says: ['containerDefaults.limits.cpu is missing', 'a quantity'],
  },
  {
    name: 'a cdk8s-plus object in a tenant that would land elsewhere',
    declare: (world) => new kplus.ConfigMap(tenant(world, {}).namespace(), 'config', { data: { a: 'b' } }),
    says: ['[chart/alpha/alpha/config/Resource]', 'would land elsewhere', "metadata: { namespace: 'alpha' }"],
  },
  {
    name: 'a ServiceAccount of cdk8s-plus without a namespace as a member',
    declare: ({ chart }) => Subject.serviceAccount(new kplus.ServiceAccount(chart, 'sa')),
    says: ['a ServiceAccount without a namespace', 'fix: set `metadata.namespace`'],
  },
  {
    name: 'a kind without a namespace for the members of a tenant',
    declare: (world) =>
      tenant(world, {
        kinds: [
          new Kind({
            group: 'toys.example.com',
            kind: 'Shelf',
            plural: 'shelves',
            description: 'A shelf.',
            namespaced: false,
            spec: z.strictObject({}),
          }),
        ],
      }),
    says: ['[chart/alpha] kinds has a cluster-scoped kind', 'given: "Shelf"', 'fix: bind a ClusterRole'],
  },
  {
    name: 'a tenant of which nothing says what it may use',
    declare: ({ chart }) => new Tenant(chart, 'alpha', {}),
    says: ['[chart/alpha] budget is missing', 'namespace alpha', 'a totalBudget that is shared out'],
  },
  {
    name: 'a budget for a namespace that the tenant does not have',
    declare: (world) => tenant(world, { budgets: { gamma: { cpu: 1, memory: '1Gi', pods: 1 } } }),
    says: ['[chart/alpha] budgets names no namespace', 'given: "gamma"', 'one of alpha'],
  },
  {
    name: 'a total below what is given out',
    declare: (world) =>
      tenant(world, { namespaces: ['a', 'b'], totalBudget: { cpu: 7, memory: '16Gi', pods: 40 } }),
    says: ['[chart/alpha] totalBudget is below', 'requests.cpu 8', 'given: "7"', 'at least 8'],
  },
  {
    name: 'a total of what a namespace has without limit',
    declare: (world) => tenant(world, { totalBudget: { cpu: 7, memory: '16Gi', pods: 40, services: 5 } }),
    says: ['[chart/alpha] totalBudget is not held', 'namespace alpha does not limit services'],
  },
  {
    name: 'a total that is too small to share out',
    declare: ({ chart }) =>
      new Tenant(chart, 'alpha', {
        namespaces: ['a', 'b'],
        totalBudget: { cpu: '1m', memory: '1Gi', pods: 2 },
      }),
    says: ['[chart/alpha] totalBudget leaves no requests.cpu for namespace b', 'given: "1m"'],
  },
  {
    name: 'a share that is none',
    declare: ({ chart }) =>
      new Tenant(chart, 'alpha', {
        namespaces: ['a', 'b'],
        totalBudget: { cpu: 1, memory: '1Gi', pods: 2 },
        budgetShares: { a: 1 },
      }),
    says: ['[chart/alpha] budgetShares.b is not a share', 'given: nothing', 'an integer from 1 on'],
  },
  {
    name: 'shares of what nobody shares',
    declare: (world) => tenant(world, { budgetShares: { alpha: 1 } }),
    says: ['[chart/alpha] budgetShares has nothing to share out'],
  },
  {
    name: 'an extended resource of nobody',
    declare: (world) => tenant(world, { budget: { ...AMPLE, extendedResources: { gpu: 1 } } }),
    says: ['budget.extendedResources.gpu is not an extended resource', 'nvidia.com/gpu'],
  },
  {
    name: 'a storage class of which nothing is limited',
    declare: (world) => tenant(world, { budget: { ...AMPLE, storageClasses: { fast: {} } } }),
    says: ['budget.storageClasses.fast limits nothing', 'storage, persistentVolumeClaims'],
  },
  {
    name: 'objects that have a field of their own',
    declare: (world) => tenant(world, { budget: { ...AMPLE, objects: { secrets: 3 } } }),
    says: ['budget.objects.secrets has a field of its own', 'fix: state secrets'],
  },
  {
    name: 'objects of a kind that there is not',
    declare: (world) => tenant(world, { budget: { ...AMPLE, objects: { deployments: 3 } } }),
    says: ['[chart/alpha/alpha] budget.objects counts a kind that nothing tells of', 'given: "deployments"'],
  },
  {
    name: 'more Secrets than the budget has',
    declare: (world) => {
      const home = tenant(world, { budget: { ...AMPLE, secrets: 0 } }).namespace();
      new kplus.Secret(home, 'secret', { metadata: { name: 's', namespace: 'alpha' } });
    },
    says: ['secrets 0, needed 1'],
  },
  {
    name: 'ephemeral storage that containers need not state',
    declare: (world) => tenant(world, { budget: { ...AMPLE, ephemeralStorage: '10Gi' } }),
    says: ['containerDefaults.requests.ephemeral-storage is missing: the quota would not count'],
  },
  {
    name: 'a range with its ends the wrong way round',
    declare: (world) => tenant(world, { containerRange: { min: { cpu: 2 }, max: { cpu: 1 } } }),
    says: ['[chart/alpha/alpha] containerRange.min.cpu is over max.cpu', 'given: "2"', 'at most 1'],
  },
  {
    name: 'a range that bounds nothing',
    declare: (world) => tenant(world, { podRange: { max: {} } }),
    says: ['[chart/alpha/alpha] podRange bounds nothing', 'at least one of its bounds'],
  },
  {
    name: 'a ratio of less than one',
    declare: (world) => tenant(world, { containerRange: { maxLimitRequestRatio: { memory: 0.5 } } }),
    says: ['containerRange.maxLimitRequestRatio.memory is not a ratio that can matter', 'at least 1'],
  },
  {
    name: 'defaults outside of the range',
    declare: (world) => tenant(world, { containerRange: { max: { memory: '128Mi' } } }),
    says: ['containerDefaults.limits.memory is over containerRange.max', 'given: "256Mi"', 'at most 128Mi'],
  },
  {
    name: 'defaults beyond the ratio',
    declare: (world) => tenant(world, { containerRange: { maxLimitRequestRatio: { memory: 1.5 } } }),
    says: ['containerDefaults.limits.memory is more than containerRange.maxLimitRequestRatio times', '1500m'],
  },
  {
    name: 'pods that have to state what no default does',
    declare: (world) => tenant(world, { podRange: { max: { cpu: 2 } } }),
    says: ['containerDefaults.limits.cpu is missing: by podRange, pods would be refused'],
  },
  {
    name: 'claims of nothing',
    declare: (world) => tenant(world, { claimRange: { max: 0 } }),
    says: ['[chart/alpha/alpha] claimRange.max leaves nothing', 'more than zero'],
  },
  {
    name: 'a container larger than a tenant lets one be',
    declare: (world) =>
      new WebService(tenant(world, { containerRange: { max: { memory: '512Mi' } } }).namespace(), 'shop', {
        image: 'ghcr.io/acme/shop:1.0.0',
        port: 8080,
        resources: { limits: { memory: '1Gi' } },
      }),
    says: [
      '[chart/alpha/alpha/shop/Deployment] spec.template.spec.containers[0].resources.limits.memory is over what a container may have in namespace alpha',
      'given: "1Gi"; allowed: at most 512Mi',
    ],
  },
  {
    name: 'a label that guards a namespace, as a label of a tenant',
    declare: (world) => tenant(world, { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }),
    says: ['[chart/alpha] labels has a meaning of its own', 'given: "pod-security.kubernetes.io/enforce"'],
  },
  {
    name: 'an annotation of GitOps, as one of a tenant',
    declare: (world) => tenant(world, { annotations: { 'argocd.argoproj.io/sync-wave': '9' } }),
    says: ['[chart/alpha] annotations has a meaning of its own', 'argocd.argoproj.io/sync-wave'],
  },
  {
    name: 'members of a namespace that the tenant does not have',
    declare: (world) => tenant(world, { namespaceMembers: { gamma: { owners: [] } } }),
    says: ['[chart/alpha] namespaceMembers names no namespace', 'given: "gamma"'],
  },
  {
    name: 'a pull secret that cannot be',
    declare: (world) => tenant(world, { imagePullSecrets: ['Registry'] }),
    says: ['[chart/alpha] imagePullSecrets is not a valid name', 'given: "Registry"'],
  },
  {
    name: 'shared config that Kubernetes would write over',
    declare: (world) => tenant(world, { sharedConfig: { 'kube-root-ca.crt': { a: 'b' } } }),
    says: ['sharedConfig.kube-root-ca.crt is kept by Kubernetes itself'],
  },
  {
    name: 'shared config of nothing',
    declare: (world) => tenant(world, { sharedConfig: { proxy: {} } }),
    says: ['[chart/alpha/alpha] sharedConfig.proxy holds nothing'],
  },
  {
    name: 'shared config that no ConfigMap holds',
    declare: (world) => tenant(world, { sharedConfig: { proxy: { a: 'x'.repeat(2 ** 20 + 1) } } }),
    says: ['sharedConfig.proxy is too large', '1048577 bytes'],
  },
  {
    name: 'two tenants of one name, which would pass for one',
    declare: (world) => {
      tenant(world, {});
      new Tenant(world.chart, 'other', { name: 'alpha', namespaces: ['beta'], budget: AMPLE });
    },
    says: ['[chart/other] name is that of another tenant, at [chart/alpha]', 'given: "alpha"'],
  },
  {
    name: 'a way between tenants, in a list of a file of others',
    declare: (world) => {
      tenant(world, {});
      new Tenant(world.chart, 'beta', { budget: AMPLE });
      const open = (namespace: string) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'open', namespace },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
      });
      new ApiObject(world.chart, 'list', {
        apiVersion: 'v1',
        kind: 'List',
        items: [open('alpha'), open('beta')],
      } as never);
    },
    says: ['[chart/list]', 'beta'],
  },
  {
    name: 'a way to the metadata service of clouds',
    declare: (world) =>
      tenant(world, { allowEgress: [Allowance.of(Peer.cidr('0.0.0.0/0', ['10.0.0.0/8']), [443])] }),
    says: [
      '[chart/alpha/alpha/AllowDeclared/NetworkPolicy] spec.egress[0].to[0]',
      'connect to the metadata service',
      'given: "0.0.0.0/0 except 10.0.0.0/8, TCP 443"',
      'allowed: ranges without 169.254.169.254/32',
    ],
  },
  {
    name: 'a way in for anyone',
    declare: (world) => tenant(world, { allowIngress: [Allowance.anyone([8443])] }),
    says: [
      '[chart/alpha/alpha/AllowDeclared/NetworkPolicy] spec.ingress[0] lets pods of namespaces that the app does not know',
      'given: "TCP 8443"',
      'permitConnectionsFromAnyone',
    ],
  },
  {
    name: 'an opening to every pod of a label, which those of another tenant can have',
    declare: (world) => {
      const home = tenant(world, {}).namespace();
      new Tenant(world.chart, 'beta', { budget: { cpu: 4, memory: '8Gi', pods: 20 } });
      new NetworkPolicy(home, 'out', {
        pods: 'all',
        egress: [Allowance.of(Peer.podsOfAllNamespaces({ app: 'cache' }), [6379])],
      });
    },
    says: [
      '[chart/alpha/alpha/out/NetworkPolicy] spec.egress[0].to[0] opens namespace alpha (tenant alpha)',
      'for egress to namespace beta (tenant beta), whose own policies alone prevent it',
      'given: "TCP 6379"',
      'permitConnectionsTo',
    ],
  },
  {
    name: 'a namespace that nobody shares',
    declare: (world) => shared(world, {}),
    says: ['[chart/playground] tenants is empty', 'at least one tenant'],
  },
  {
    name: 'a tenant that does not share the namespace',
    declare: (world) => shared(world, { alpha: {} }).tenant('gamma'),
    says: ['[chart/playground] tenant does not share the namespace', 'given: "gamma"', 'one of alpha'],
  },
  {
    name: 'bounds of a shared namespace that nothing would hold anybody to',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', {
        tenants: { alpha: {} },
        budget: AMPLE,
        allowed: { registries: ['ghcr.io/acme'] },
      }),
    says: ['[chart/playground] allowed is for guard rails', 'fix: pass `guardRails`'],
  },
  {
    name: 'bounds of a shared namespace that are none',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', {
        tenants: { alpha: {} },
        budget: AMPLE,
        guardRails: 'installed',
        allowed: { domains: ['*.example.com'] },
      }),
    says: ['[chart/playground] allowed.domains[0]', 'given: "*.example.com"'],
  },
  {
    name: 'a member of a shared namespace whose name has a line break, by which guard rails tell members apart',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', {
        tenants: { alpha: { owners: [Subject.user('ann\nbob User:eve')] } },
        budget: AMPLE,
        guardRails: 'installed',
      }),
    says: ['[chart/playground] members has a line break'],
  },
  {
    name: 'a tenant whose name is no label',
    declare: (world) => shared(world, { Alpha: {} }),
    says: ['[chart/playground/Alpha] name is not a valid name', 'given: "Alpha"'],
  },
  {
    name: "a namespace of the cluster's own that tenants share",
    declare: (world) => shared(world, { alpha: {} }, 'kube-system'),
    says: ["[chart] name of kube-system is the cluster's own", 'given: "kube-system"'],
  },
  {
    name: 'an object that belongs to no tenant of the namespace that they share',
    declare: (world) =>
      new kplus.ConfigMap(shared(world, { alpha: {} }), 'config', {
        metadata: { name: 'config', namespace: 'playground' },
      }),
    says: ['does not say which of the tenants it belongs to', 'fix: create it in `tenant(…)`'],
  },
  {
    name: 'a tenant whose pods may have the node',
    declare: (world) =>
      tenant(world, { podSecurity: PodSecurityLevel.PRIVILEGED, podSecurityReason: 'an agent of the node' }),
    says: [
      '[chart/alpha] podSecurity admits pods with the network and the files of their node',
      'given: "privileged"; allowed: restricted, baseline; fix: run what needs the node in a Namespace of the platform',
      '`baseline`, with a reason',
    ],
  },
  {
    name: 'a tenant below the restricted level for no reason',
    declare: (world) => tenant(world, { podSecurity: PodSecurityLevel.BASELINE }),
    says: ['[chart/alpha/alpha] podSecurity exempts', 'given: "baseline"', 'fix: state `podSecurityReason`'],
  },
  {
    name: 'a tenant of a level of pod security that there is not',
    declare: (world) => tenant(world, { podSecurity: 'strict' as PodSecurityLevel }),
    says: ['[chart/alpha] podSecurity is no level', 'given: "strict"', 'allowed: restricted, baseline'],
  },
  {
    name: 'a namespace that tenants share whose pods may have the node',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', {
        tenants: { alpha: {} },
        budget: AMPLE,
        podSecurity: PodSecurityLevel.PRIVILEGED,
      }),
    says: ['[chart] podSecurity of playground admits pods', 'given: "privileged"', 'restricted, baseline'],
  },
];
