import { type Budget, WebService } from '../../lib';
import { type Case, tenant } from './case';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

/** Bad input of defaults and ranges of tenants. */
export const TENANT_LIMITS: readonly Case[] = [
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
    name: 'limits in the quota that the defaults leave open',
    declare: (world) => tenant(world, { budget: { cpu: 4, cpuLimit: 8, memory: '8Gi', pods: 20 } }),
    says: ['containerDefaults.limits.cpu is missing', 'a quantity'],
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
    name: 'a range of containers whose bound is misspelt',
    declare: (world) => tenant(world, { containerRange: { maximum: { cpu: 1 } } as never }),
    says: ['[chart/alpha/alpha] containerRange has a prop that is unknown', 'given: "maximum"', 'min, max'],
  },
  {
    name: 'a range of claims whose bound is misspelt, beside one that is not',
    declare: (world) => tenant(world, { claimRange: { min: '1Gi', maxi: '2Gi' } as never }),
    says: ['[chart/alpha/alpha] claimRange has a prop that is unknown', 'given: "maxi"', 'max'],
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
];
