import * as kplus from 'cdk8s-plus-28';
import {
  type Budget,
  PodSecurityLevel,
  SharedNamespace,
  type SharedNamespaceProps,
  Subject,
} from '../../lib';
import type { Case, World } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

const shared = ({ chart }: World, tenants: SharedNamespaceProps['tenants'], name = 'playground') =>
  new SharedNamespace(chart, name, { tenants, budget: AMPLE });

/** Bad input of namespaces that tenants share. */
export const SHARED_NAMESPACE: readonly Case[] = [
  {
    name: 'a name as the owner in a shared namespace',
    declare: (world) => shared(world, { beta: { owners: ['beta-admins' as never] } }),
    says: ['[chart/playground] tenants.beta.owners[0] is no Subject'],
  },
  {
    name: 'a namespace that nobody shares',
    declare: (world) => shared(world, {}),
    says: ['[chart/playground] tenants is empty', 'at least one tenant'],
  },
  {
    name: 'members of a shared namespace that are misspelt',
    declare: (world) => shared(world, { beta: { owner: [Subject.user('beth')] } as never }),
    says: ['[chart/playground] tenants.beta has a prop that is unknown', 'allowed: owners, editors, viewers'],
  },
  {
    name: 'a prop of a shared namespace that is misspelt',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', { tenants: { a: {} }, budget: AMPLE, guardrails: 1 } as never),
    says: ['playground has a prop that is unknown', 'given: "guardrails"', 'guardRails'],
  },
  {
    name: 'a budget of a shared namespace that states nothing',
    declare: ({ chart }) =>
      new SharedNamespace(chart, 'playground', { tenants: { a: {} }, budget: {} as Budget }),
    says: ['[chart/playground] budget.cpu is missing'],
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
