import * as fc from 'fast-check';
import type { Autoscaling, ComputeResources, Disruption, WebServiceProps } from '../../../../lib';
import { sidecar } from './containers';
import { integers } from './integers';
import { cpu } from './quantities';
import { full, mostly, partial } from './records';

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

/** A request for CPU, which scaling by CPU asks of every container. */
const requested = cpu.map((amount): ComputeResources => ({ requests: { cpu: amount } }));
const scaled: fc.Arbitrary<Pick<WebServiceProps, 'autoscale' | 'resources' | 'sidecars'>> = full({
  autoscale: autoscaling,
  resources: requested,
  sidecars: fc.array(
    fc.tuple(sidecar, requested).map(([container, resources]) => ({ ...container, resources })),
    { maxLength: 2 },
  ),
});

/** How many pods a web service has: by default, a fixed number, none, or by load. */
export const scale: fc.Arbitrary<
  Pick<WebServiceProps, 'replicas' | 'disruption' | 'autoscale' | 'resources' | 'sidecars'>
> = fc.oneof(
  { withCrossShrink: true },
  fc.constant({}),
  mostly(integers(1, 9), fc.constant(0)).map((replicas) => ({ replicas })),
  bounded,
  scaled,
);
