import { Construct } from 'constructs';
import { at, inProp } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { parseInteger, parseMaximum } from '../core/values/integer';

/** Between how many pods a workload scales, and by what. */
export interface Autoscaling {
  /** Fewest pods, from 1 on. */
  readonly minReplicas: number;
  /** Most pods. */
  readonly maxReplicas: number;
  /**
   * Average CPU to keep the pods at, in percent of what they request; above 100 for pods that may use more.
   * @default 70
   */
  readonly cpuUtilization?: number;
}

/** Props of {@link Autoscaler}. */
export interface AutoscalerProps extends Autoscaling {
  /** Name of the autoscaler and of the Deployment that it scales. */
  readonly name: string;
  /**
   * Labels of the autoscaler.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * Parses the bounds of an autoscaler.
 * @throws PlatformError without a path for bounds that leave no number of pods, and for a share that is none
 */
export function parseAutoscaling({
  minReplicas,
  maxReplicas,
  cpuUtilization = 70,
}: Autoscaling): Required<Autoscaling> {
  return {
    minReplicas: inProp('minReplicas', () => parseInteger(minReplicas, { min: 1 })),
    maxReplicas: inProp('maxReplicas', () => parseMaximum(maxReplicas, minReplicas, 'minReplicas')),
    cpuUtilization: inProp('cpuUtilization', () =>
      parseInteger(cpuUtilization, { min: 1, problem: 'is not a share of the request' }),
    ),
  };
}

/**
 * A HorizontalPodAutoscaler that scales a Deployment by CPU.
 *
 * Throws a PlatformError for bounds that leave no number of pods, and for a share that is none.
 */
export class Autoscaler extends Construct {
  constructor(scope: Construct, id: string, props: AutoscalerProps) {
    super(scope, id);
    const { minReplicas, maxReplicas, cpuUtilization } = at(this, undefined, () => parseAutoscaling(props));
    emit(
      this,
      'HorizontalPodAutoscaler',
      'autoscaling/HorizontalPodAutoscaler',
      { name: props.name, labels: props.labels },
      {
        spec: {
          maxReplicas,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilization } },
            },
          ],
          minReplicas,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: props.name },
        },
      },
    );
  }
}
