import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';

/** Between how many pods a workload scales, and by what. */
export interface Autoscaling {
  /** Fewest pods, from 1 on. */
  readonly minReplicas: number;
  /** Most pods. */
  readonly maxReplicas: number;
  /**
   * Average CPU to keep the pods at, in percent of what they request.
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

/** A HorizontalPodAutoscaler that scales a Deployment by CPU. */
export class Autoscaler extends Construct {
  constructor(scope: Construct, id: string, props: AutoscalerProps) {
    super(scope, id);
    const { minReplicas, maxReplicas, cpuUtilization = 70 } = props;
    if (!Number.isInteger(minReplicas) || minReplicas < 1) {
      fail(this, 'minReplicas', {
        problem: 'is not valid',
        given: minReplicas,
        allowed: 'an integer from 1 on',
      });
    }
    if (!Number.isInteger(maxReplicas) || maxReplicas < minReplicas) {
      fail(this, 'maxReplicas', {
        problem: 'is below minReplicas',
        given: maxReplicas,
        allowed: `an integer from ${minReplicas} on`,
      });
    }
    if (!Number.isInteger(cpuUtilization) || cpuUtilization < 1 || cpuUtilization > 100) {
      fail(this, 'cpuUtilization', {
        problem: 'is not a share of the request',
        given: cpuUtilization,
        allowed: 'an integer from 1 to 100',
      });
    }
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
