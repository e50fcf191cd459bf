import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { Quantity } from '../../lib/core';
import { Peer } from '../../lib/network';
import { Probe, WebService, type WebServiceProps } from '../../lib/workload';
import { CLUSTER, kindsOf, manifestOf, manifestsOf, messageOf, newApp, yamlOf } from '../core/support';
import { specOf } from '../network/policies';
import { containerOf, podOf, shop, templateOf } from './support';

const AUTOSCALED = {
  autoscale: { minReplicas: 2, maxReplicas: 5 },
  resources: { requests: { cpu: '100m' } },
};
const SELECTOR = {
  'app.kubernetes.io/component': 'web',
  'app.kubernetes.io/instance': 'shop',
  'app.kubernetes.io/name': 'shop',
};

describe('a web service', () => {
  it('with all that it may have reads as reviewed', () => {
    const service = shop({
      metricsPort: 9090,
      ingress: { host: 'shop.example.com', clusterIssuer: 'letsencrypt' },
      resources: { requests: { cpu: 0.1, memory: '128Mi' }, limits: { memory: '256Mi' } },
      readiness: Probe.http('/ready', 8080),
      writablePaths: ['/tmp'],
    });
    expect(yamlOf(service)).toMatchSnapshot();
  });

  it.each<[string, Partial<WebServiceProps>, readonly string[]]>([
    ['by default', {}, ['PodDisruptionBudget']],
    ['with a single pod', { replicas: 1 }, []],
    ['with an ingress', { ingress: { host: 'shop.example.com' } }, ['Ingress', 'PodDisruptionBudget']],
    ['with an autoscaler', AUTOSCALED, ['HorizontalPodAutoscaler', 'PodDisruptionBudget']],
    [
      'with an autoscaler that goes down to one pod',
      { ...AUTOSCALED, autoscale: { minReplicas: 1, maxReplicas: 5 } },
      ['HorizontalPodAutoscaler', 'PodDisruptionBudget'],
    ],
    [
      'with an autoscaler that never goes beyond one pod',
      { ...AUTOSCALED, autoscale: { minReplicas: 1, maxReplicas: 1 } },
      ['HorizontalPodAutoscaler'],
    ],
  ])('%s is a Deployment, a Service, an account, a policy and what it needs beside', (_, props, more) => {
    const kinds = ['Deployment', 'NetworkPolicy', 'Service', 'ServiceAccount', ...more];
    expect(kindsOf(shop(props))).toEqual(kinds.sort());
  });

  it('has one name, one namespace and one set of labels for everything', () => {
    const service = shop({ name: 'store', ingress: { host: 'shop.example.com' }, ...AUTOSCALED });
    for (const { metadata } of manifestsOf(service)) {
      expect(metadata).toMatchObject({
        name: 'store',
        namespace: 'mall',
        labels: {
          'app.kubernetes.io/name': 'store',
          'app.kubernetes.io/instance': 'store',
          'app.kubernetes.io/component': 'web',
          'app.kubernetes.io/managed-by': 'cdk8s-platform',
        },
      });
    }
    expect([service.name, service.namespace]).toEqual(['store', 'mall']);
  });

  it('renders the same in a stock App', () => {
    const stock = Testing.app();
    CLUSTER.provideTo(stock);
    const chart = new Chart(stock, 'chart', { namespace: 'mall' });
    new WebService(chart, 'shop', { image: 'ghcr.io/acme/shop:2.3.1', port: 8080 });
    const byKind = (a: { kind: string }, b: { kind: string }): number => (a.kind < b.kind ? -1 : 1);
    expect(Testing.synth(chart).sort(byKind)).toEqual(manifestsOf(shop()).toSorted(byKind));
  });

  it('can be in a tree twice under two names, never under one', () => {
    const chart = new Chart(newApp(), 'chart', { namespace: 'mall' });
    const props = { image: 'shop:1', port: 8080 };
    new WebService(chart, 'one', props);
    new WebService(chart, 'two', props);
    expect(manifestsOf(chart)).toHaveLength(10);
    new WebService(chart, 'three', { ...props, name: 'one' });
    expect(() => manifestsOf(chart)).toThrow('second object with one identity');
  });

  it.each<[string, Partial<WebServiceProps>, string]>([
    ['a port that is none', { port: 0 }, '[chart/shop] port is not a port; given: 0'],
    [
      'a service port that is none',
      { servicePort: 70000 },
      '[chart/shop] servicePort is not a port; given: 70000',
    ],
    [
      'no pod',
      { replicas: 0 },
      '[chart/shop] replicas is not valid; given: 0; allowed: an integer from 1 on',
    ],
    [
      'a name that no Service may have',
      { name: '1st' },
      '[chart/shop] name is not a valid name; given: "1st"',
    ],
    ['an image without a version', { image: 'shop' }, '[chart/shop] image has neither a tag nor a digest'],
    [
      'two owners of its size',
      { ...AUTOSCALED, replicas: 3 },
      '[chart/shop] replicas is stated together with',
    ],
    [
      'nothing to scale by',
      { autoscale: { minReplicas: 1, maxReplicas: 2 } },
      '[chart/shop] resources.requests.cpu is needed to scale by CPU',
    ],
  ])('is refused with %s', (_, props, message) => {
    expect(messageOf(() => shop(props))).toContain(message);
  });
});

describe('the pods of a web service', () => {
  it('are selected alike by everything, by labels that nothing else can change', () => {
    const text = fc.stringMatching(/^[a-z]{1,10}$/);
    const props = fc.record(
      {
        image: text.map((tag) => `shop:${tag}`),
        replicas: fc.integer({ min: 2, max: 9 }),
        metricsPort: fc.integer({ min: 9000, max: 9999 }),
        podAnnotations: fc.dictionary(text, text, { noNullPrototype: true }),
        args: fc.array(text),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(props, (some) => {
        const service = shop(some);
        const specs = ['Deployment', 'Service', 'NetworkPolicy', 'PodDisruptionBudget'].map(
          (kind) => manifestOf(service, kind).spec,
        );
        expect(specs).toMatchObject([
          { selector: { matchLabels: SELECTOR } },
          { selector: SELECTOR },
          { podSelector: { matchLabels: SELECTOR } },
          { selector: { matchLabels: SELECTOR } },
        ]);
        expect(templateOf(service).metadata?.labels).toMatchObject(SELECTOR);
      }),
      { numRuns: 30 },
    );
  });

  it('are two, unless another number is stated', () => {
    expect(manifestOf(shop(), 'Deployment').spec).toHaveProperty('replicas', 2);
    expect(manifestOf(shop({ replicas: 5 }), 'Deployment').spec).toHaveProperty('replicas', 5);
  });

  it('are counted by the autoscaler alone where there is one', () => {
    expect(manifestOf(shop(AUTOSCALED), 'Deployment').spec).not.toHaveProperty('replicas');
  });

  it('are replaced one by one, the new one first', () => {
    expect(manifestOf(shop(), 'Deployment').spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
  });

  it('are spread over nodes and zones where there may become several', () => {
    const autoscale = { minReplicas: 1, maxReplicas: 5 };
    expect(podOf(shop({ ...AUTOSCALED, autoscale }))).toHaveProperty('topologySpreadConstraints');
  });

  it('are spread over nodes and zones where there are several', () => {
    expect(podOf(shop()).topologySpreadConstraints).toEqual(
      ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
        labelSelector: { matchLabels: SELECTOR },
        matchLabelKeys: ['pod-template-hash'],
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
      })),
    );
    expect(podOf(shop({ replicas: 1 }))).not.toHaveProperty('topologySpreadConstraints');
  });

  it('have an account of their own, and no token of it', () => {
    const service = shop();
    expect(podOf(service)).toMatchObject({ serviceAccountName: 'shop', automountServiceAccountToken: false });
    expect(manifestOf(service, 'ServiceAccount')).toHaveProperty('automountServiceAccountToken', false);
  });

  it('are ready when the port answers, unless there is a better question', () => {
    expect(containerOf(podOf(shop()), 'shop')).toMatchObject({
      readinessProbe: { tcpSocket: { port: 8080 } },
    });
    const asked = podOf(shop({ readiness: Probe.grpc(8080) }));
    expect(containerOf(asked, 'shop').readinessProbe).toEqual(Probe.grpc(8080).spec);
  });

  it('are never restarted by a question that nobody asked for', () => {
    const container = containerOf(podOf(shop()), 'shop');
    expect(container).not.toHaveProperty('livenessProbe');
    expect(container).not.toHaveProperty('startupProbe');
  });
});

describe('the Service of a web service', () => {
  const serviceOf = (props: Partial<WebServiceProps>): unknown => manifestOf(shop(props), 'Service').spec;

  it('leads from port 80, or from the one that is stated, to the port of the pods', () => {
    const port = { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' };
    expect(serviceOf({})).toEqual({ type: 'ClusterIP', selector: SELECTOR, ports: [port] });
    expect(serviceOf({ servicePort: 8000 })).toMatchObject({ ports: [{ ...port, port: 8000 }] });
  });

  it('leads to ports that the container has', () => {
    const service = shop({ metricsPort: 9090 });
    const { ports } = manifestOf(service, 'Service').spec as { ports: { targetPort: string }[] };
    const named = containerOf(podOf(service), 'shop').ports?.map(({ name }) => name);
    expect(ports.map(({ targetPort }) => targetPort)).toEqual(named);
  });

  it.each(['LoadBalancer', 'NodePort'] as const)('of type %s needs to know its clients', (serviceType) => {
    expect(messageOf(() => shop({ serviceType }))).toMatch(
      /^\[chart\/shop\] clients is needed with serviceType .+; given: \[\]; allowed: at least one address range$/,
    );
  });

  it('of type LoadBalancer lets its clients in, and the policy as well', () => {
    const service = shop({ serviceType: 'LoadBalancer', clients: ['192.0.2.0/24', '2001:db8::/32'] });
    expect(manifestOf(service, 'Service').spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['192.0.2.0/24', '2001:db8::/32'],
    });
    expect(specOf(manifestOf(service, 'NetworkPolicy')).ingress).toEqual(
      ['192.0.2.0/24', '2001:db8::/32'].map((cidr) => ({
        from: [Peer.cidr(cidr).spec],
        ports: [{ port: 8080, protocol: 'TCP' }],
      })),
    );
  });

  it('of type LoadBalancer takes ports of nodes unless it is told not to', () => {
    const exposed = { serviceType: 'LoadBalancer', clients: ['192.0.2.0/24'] } as const;
    expect(manifestOf(shop({ ...exposed, allocateNodePorts: false }), 'Service').spec).toMatchObject({
      allocateLoadBalancerNodePorts: false,
    });
    // What the server would fill in is left to it.
    expect(manifestOf(shop({ ...exposed, allocateNodePorts: true }), 'Service').spec).not.toHaveProperty(
      'allocateLoadBalancerNodePorts',
    );
  });

  it.each<[string, Partial<WebServiceProps>]>([
    ['HTTP and metrics on one port of the pods', { metricsPort: 8080 }],
    ['HTTP and metrics on one port of the Service', { metricsPort: 80 }],
    ['metrics on no port', { metricsPort: 0 }],
  ])('is refused with %s', (_, props) => {
    expect(messageOf(() => shop(props))).toContain('[chart/shop] metricsPort');
  });
});

describe('the resources of a web service', () => {
  it('are written as the API server stores them, in thousandths of a core', () => {
    const resources = { requests: { cpu: '100u' }, limits: { cpu: 1 / 3 } };
    expect(containerOf(podOf(shop({ resources })), 'shop').resources).toEqual({
      requests: { cpu: '1m' },
      limits: { cpu: '334m' },
    });
  });

  it('are none that nobody asked for', () => {
    expect(containerOf(podOf(shop()), 'shop')).not.toHaveProperty('resources');
  });

  it('are written in canonical form', () => {
    const resources = {
      requests: { cpu: '1000m', memory: Quantity.of('1024Mi') },
      limits: { cpu: 1.5, memory: '2048Mi' },
    };
    expect(containerOf(podOf(shop({ resources })), 'shop').resources).toEqual({
      requests: { cpu: '1', memory: '1Gi' },
      limits: { cpu: '1500m', memory: '2Gi' },
    });
  });

  it('may leave out whatever is left to the namespace', () => {
    const resources = { requests: { cpu: 1 }, limits: { memory: '1Gi' } };
    expect(containerOf(podOf(shop({ resources })), 'shop').resources).toEqual({
      requests: { cpu: '1' },
      limits: { memory: '1Gi' },
    });
  });

  it.each<[string, WebServiceProps['resources'], string]>([
    [
      'over the limit',
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      'requests.memory is over the limit',
    ],
    ['negative', { requests: { cpu: -1 } }, 'requests.cpu is negative'],
    ['no quantity', { limits: { memory: '1GB' } }, 'limits.memory is not a Kubernetes quantity'],
  ])('are refused when one is %s', (_, resources, message) => {
    expect(messageOf(() => shop({ resources }))).toContain(`[chart/shop] resources.${message}`);
  });
});
