import * as fc from 'fast-check';
import {
  type Manifest,
  Namespace,
  Operator,
  OperatorScope,
  PostgreSQL,
  WebhookCertificates,
} from '../../../lib';
import { webhookPermissions } from '../../../lib/operator/webhooks/permissions';
import { only } from '../../support/world';
import { CACHE, operatorWith, rendered, VALIDATING } from './install';

interface Deployment {
  readonly template: {
    readonly spec: {
      readonly containers: readonly [
        {
          readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
          readonly volumeMounts: readonly object[];
          readonly livenessProbe: { readonly httpGet: { readonly port: number } };
          readonly readinessProbe: { readonly httpGet: { readonly port: number } };
        },
      ];
      readonly volumes: readonly object[];
    };
  };
}

const certificates = WebhookCertificates.secret('tls');
const podOf = (manifests: readonly Manifest[]) =>
  only<Deployment>(manifests, 'Deployment').spec.template.spec;

test('golden webhooks by cert-manager', () => {
  const manifests = rendered((chart) => void operatorWith(chart));
  const { containers, volumes } = podOf(manifests);
  const [{ ports, volumeMounts }] = containers;
  expect({
    pod: { ports, volumeMounts, volumes },
    objects: manifests.filter(
      ({ apiVersion, kind, metadata }) =>
        /cert-manager|admissionregistration/.test(apiVersion) ||
        (kind === 'Service' && metadata.name === 'op-webhook'),
    ),
  }).toMatchSnapshot();
});

test('the certificate is mounted to be read, where controller-runtime looks, beside what the operator mounts', () => {
  const { containers, volumes } = podOf(rendered((chart) => void operatorWith(chart)));
  expect(containers[0].volumeMounts).toEqual([
    { name: 'webhook-certs', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true },
  ]);
  expect(volumes).toEqual([{ name: 'webhook-certs', secret: { secretName: 'op-webhook-tls' } }]);
  const elsewhere = rendered(
    (chart) => void operatorWith(chart, { ...VALIDATING, certDir: '/certs' }, { writablePaths: ['/data'] }),
  );
  expect(podOf(elsewhere).containers[0].volumeMounts).toMatchObject([
    { mountPath: '/certs' },
    { mountPath: '/data' },
  ]);
});

test('whether it is alive and ready does not depend on its webhooks', () => {
  const [container] = podOf(rendered((chart) => void operatorWith(chart))).containers;
  expect(container.livenessProbe.httpGet.port).toBe(8081);
  expect(container.readinessProbe.httpGet.port).toBe(8081);
});

test('the port that the API server is led to is that of the container, which the policy opens to anyone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65535 }), (port) => {
      fc.pre(port !== 8081 && port !== 8443);
      const manifests = rendered((chart) => void operatorWith(chart, { ...VALIDATING, port }));
      const [{ ports }] = podOf(manifests).containers;
      const service = only<{ ports: { port: number; targetPort: string }[] }>(
        manifests,
        'Service',
        'op-webhook',
      );
      const [configured] = only(manifests, 'ValidatingWebhookConfiguration').webhooks as readonly [
        { readonly clientConfig: { readonly service: { readonly port: number } } },
      ];
      const policy = only<{ ingress: object[] }>(manifests, 'NetworkPolicy', 'op-api-server').spec;
      expect(service.spec.ports).toMatchObject([{ port: configured.clientConfig.service.port }]);
      const led = ports.find(({ name }) => name === service.spec.ports[0]?.targetPort);
      expect(led?.containerPort).toBe(port);
      expect(policy.ingress).toContainEqual({ ports: [{ port, protocol: 'TCP' }] });
    }),
    { numRuns: 25 },
  );
});

test('without webhooks there is none of it', () => {
  const manifests = rendered(
    (chart) =>
      void new Operator(chart, 'op', {
        image: 'ghcr.io/acme/op:1.0.0',
        controllers: [{ for: PostgreSQL }],
        scope: OperatorScope.cluster(),
      }),
  );
  expect(JSON.stringify(manifests)).not.toMatch(/webhook/i);
});

test('two installs of one name, in two namespaces, have configurations of their own', () => {
  const names = ['one', 'op'].map((namespace) => {
    const manifests = rendered((chart) => void operatorWith(new Namespace(chart, namespace)));
    return only(manifests, 'ValidatingWebhookConfiguration').metadata.name;
  });
  expect(names).toEqual(['op.one', 'op']);
});

describe('the permissions for its webhooks', () => {
  const validating = [{ for: PostgreSQL }];

  test('are none where cert-manager writes the authority', () => {
    rendered((chart) => {
      const { cluster } = operatorWith(chart).permissions;
      expect(cluster.map(({ resource }) => resource).join()).not.toMatch(/webhook|customresource/);
    });
    expect(webhookPermissions(undefined, 'op')).toEqual([]);
  });

  test('are to write it into its own objects, by name, where nobody else does', () => {
    rendered((chart) => {
      const webhooks = { certificates, validating, mutating: validating, conversion: [CACHE] };
      const { cluster } = operatorWith(new Namespace(chart, 'ops'), webhooks).permissions;
      const own = cluster.filter(({ verbs }) => verbs.includes('patch') && verbs.length === 2);
      expect(own.map(({ resource, resourceNames, verbs }) => [resource, resourceNames, verbs])).toEqual([
        ['validatingwebhookconfigurations', ['op.ops'], ['get', 'patch']],
        ['mutatingwebhookconfigurations', ['op.ops'], ['get', 'patch']],
        ['customresourcedefinitions', ['caches.caching.example.com'], ['get', 'patch']],
      ]);
      for (const { reason } of own) expect(reason).toMatch(/authority/);
    });
  });

  test('are for what there is alone', () => {
    rendered((chart) => {
      const { cluster } = operatorWith(chart, { certificates, conversion: [CACHE] }).permissions;
      expect(cluster.map(({ resource }) => resource).join()).not.toContain('webhook');
    });
  });
});
