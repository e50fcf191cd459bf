import * as kplus from 'cdk8s-plus-28';
import { type Budget, Tenant, WebService } from '../../lib';
import { type Case, tenant } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

/** Bad input of budgets of tenants. */
export const TENANT_BUDGET: readonly Case[] = [
  {
    name: 'a budget that is no quantity',
    declare: (world) => tenant(world, { budget: { cpu: 'ten', memory: '8Gi', pods: 20 } }),
    says: ['[chart/alpha] budget.cpu', 'given: "ten"'],
  },
  {
    name: 'a budget that states nothing',
    declare: (world) => tenant(world, { budget: {} as Budget }),
    says: ['[chart/alpha] budget.cpu is missing', 'all of cpu, memory, pods'],
  },
  {
    name: 'a budget without a number of pods',
    declare: (world) => tenant(world, { budget: { cpu: 4, memory: '8Gi' } as Budget }),
    says: ['[chart/alpha] budget.pods is missing'],
  },
  {
    name: 'a budget with an amount that is misspelt',
    declare: (world) => tenant(world, { budget: { cpu: 4, memry: '8Gi', pods: 20 } as never }),
    says: ['[chart/alpha] budget has a prop that is unknown', 'given: "memry"', 'cpu, memory, pods'],
  },
  {
    name: 'a budget of a total, and of one namespace, with an amount that is misspelt',
    declare: ({ chart }) =>
      new Tenant(chart, 'alpha', { totalBudget: { cpu: 4, memory: '8Gi', pods: 20, secret: 3 } as never }),
    says: ['[chart/alpha] totalBudget has a prop that is unknown', 'given: "secret"'],
  },
  {
    name: 'a budget of a storage class with an amount that is misspelt',
    declare: (world) =>
      tenant(world, { budget: { ...AMPLE, storageClasses: { fast: { claims: 3 } as never } } }),
    says: ['budget.storageClasses.fast has a prop that is unknown', 'given: "claims"'],
  },
  {
    name: 'a budget that is a number',
    declare: (world) => tenant(world, { budget: 4 as never }),
    says: ['[chart/alpha] budget is no object', 'given: 4'],
  },
  {
    name: 'a count that is neither a number nor unlimited',
    declare: (world) => tenant(world, { budget: { ...AMPLE, secrets: 'many' as never } }),
    says: ['[chart/alpha] budget.secrets is not a count', 'given: "many"'],
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
    declare: (world) => tenant(world, { totalBudget: { cpu: 7, memory: '16Gi', pods: 40, storage: '1Ti' } }),
    says: ['[chart/alpha] totalBudget is not held', 'namespace alpha does not limit requests.storage'],
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
];
