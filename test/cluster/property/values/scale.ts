import * as fc from 'fast-check';
import type { Autoscaling, Disruption, WebServiceProps } from '../../../../lib';
import { integers } from './integers';
import { mostly, partial } from './records';

/** Between how many pods a workload scales, the maximum no less than the minimum. */
export const autoscaling: fc.Arbitrary<Autoscaling> = fc
  .tuple(
    integers(1, 10),
    integers(0, 10),
    partial<Pick<Required<Autoscaling>, 'cpuUtilization'>>({ cpuUtilization: integers(1, 200) }),
  )
  .map(([minReplicas, more, rest]) => ({ minReplicas, maxReplicas: minReplicas + more, ...rest }));

/** A number of pods, and a bound on disruptions that leaves some of them and takes some of them. */
export const bounded: fc.Arbitrary<{ readonly replicas: number; readonly disruption: Disruption }> = integers(
  2,
  9,
).chain((replicas) =>
  fc
    .integer({ min: 1, max: Math.min(replicas, 20) - 1 })
    .chain((count) => fc.constantFrom<Disruption>({ maxUnavailable: count }, { minAvailable: count }))
    .map((disruption) => ({ replicas, disruption })),
);

/** How many pods a web service has: by default, a fixed number, none, or by load. */
export const scale: fc.Arbitrary<
  Pick<WebServiceProps, 'replicas' | 'disruption' | 'autoscale' | 'resources' | 'sidecars'>
> = fc.oneof(
  fc.constant({}),
  mostly(integers(1, 9), fc.constant(0)).map((replicas) => ({ replicas })),
  bounded,
  autoscaling.map((autoscale) => ({ autoscale, resources: { requests: { cpu: '100m' } }, sidecars: [] })),
);
