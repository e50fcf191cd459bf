import { Autoscaler, type Autoscaling } from '../../lib/workload';
import { manifestOf, messageOf, newChart, yamlOf } from '../core/support';
import { shop } from './support';

const resources = { requests: { cpu: '100m' } };

describe('an autoscaler', () => {
  it('scales a Deployment by the CPU that its pods request', () => {
    const chart = newChart();
    new Autoscaler(chart, 'scaler', { name: 'web', minReplicas: 2, maxReplicas: 10 });
    expect(yamlOf(chart)).toMatchInlineSnapshot(`
"apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "30"
  labels:
    app.kubernetes.io/managed-by: cdk8s-platform
  name: web
  namespace: shop
spec:
  maxReplicas: 10
  metrics:
  - resource:
      name: cpu
      target:
        averageUtilization: 70
        type: Utilization
    type: Resource
  minReplicas: 2
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
"
`);
  });

  it('keeps the pods at the share that it is told', () => {
    const service = shop({ resources, autoscale: { minReplicas: 1, maxReplicas: 1, cpuUtilization: 50 } });
    expect(manifestOf(service, 'HorizontalPodAutoscaler').spec).toMatchObject({
      minReplicas: 1,
      maxReplicas: 1,
      metrics: [{ resource: { target: { averageUtilization: 50 } } }],
      scaleTargetRef: { kind: 'Deployment', name: 'shop' },
    });
  });

  it('may aim above the request, which is no bound of what a pod uses', () => {
    const service = shop({ resources, autoscale: { minReplicas: 1, maxReplicas: 2, cpuUtilization: 150 } });
    expect(manifestOf(service, 'HorizontalPodAutoscaler').spec).toMatchObject({
      metrics: [{ resource: { target: { averageUtilization: 150 } } }],
    });
  });

  const refused: readonly (readonly [Autoscaling, string])[] = [
    [{ minReplicas: 0, maxReplicas: 2 }, 'minReplicas is not valid; given: 0; allowed: an integer from 1 on'],
    [{ minReplicas: 1.5, maxReplicas: 2 }, 'minReplicas is not valid; given: 1.5'],
    [
      { minReplicas: 3, maxReplicas: 2 },
      'maxReplicas is below minReplicas; given: 2; allowed: an integer from 3 on',
    ],
    [
      { minReplicas: 1, maxReplicas: 2, cpuUtilization: 0 },
      'cpuUtilization is not a share of the request; given: 0; allowed: an integer from 1 on',
    ],
    [
      { minReplicas: 1, maxReplicas: 2, cpuUtilization: 50.5 },
      'cpuUtilization is not a share of the request',
    ],
    [{ minReplicas: 2, maxReplicas: 2.5 }, 'maxReplicas is not valid; given: 2.5'],
  ];

  it.each(refused)('of a web service is refused with %j, where it was stated', (autoscale, message) => {
    expect(messageOf(() => shop({ resources, autoscale }))).toContain(`[chart/shop] autoscale.${message}`);
  });

  it.each(refused)('by itself is refused with %j', (autoscale, message) => {
    const make = (): unknown => new Autoscaler(newChart(), 'scaler', { name: 'web', ...autoscale });
    expect(messageOf(make)).toContain(`[chart/scaler] ${message}`);
  });

  it('is refused where a sidecar requests no CPU, since it could then measure no pod', () => {
    const sidecars = [{ name: 'proxy', image: 'proxy:1' }];
    const autoscale = { minReplicas: 1, maxReplicas: 2 };
    expect(messageOf(() => shop({ resources, autoscale, sidecars }))).toContain('requests.cpu');
  });
});
