import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { CustomResourceDefinition, Namespace, WebhookCertificates } from '../../../lib';
import { only } from '../../support/world';
import { CACHE, operatorWith, rendered } from './install';

const certificates = WebhookCertificates.secret('tls');

/** The objects of a kind below a chart. */
function objectsOf(chart: Chart, kind: string): readonly ApiObject[] {
  return chart.node
    .findAll()
    .filter((each): each is ApiObject => each instanceof ApiObject && each.kind === kind);
}

function patched(kind: string, name: string, ...patches: readonly JsonPatch[]): () => unknown {
  return () =>
    rendered((chart) => {
      operatorWith(chart);
      const [object] = objectsOf(chart, kind).filter((each) => each.name === name);
      object?.addJsonPatch(...patches);
    });
}

describe('the way from the API server to the webhooks', () => {
  test('is found where nobody has broken it', () => {
    expect(patched('Service', 'op-webhook')).not.toThrow();
  });

  test('ends at a Service that has another port', () => {
    expect(patched('Service', 'op-webhook', JsonPatch.replace('/spec/ports/0/port', 8443))).toThrow(
      /\[chart\/op\/.*Webhooks\] ValidatingWebhookConfiguration op calls port 443 of the Service op\/op-webhook.*allowed: 8443/,
    );
  });

  test('ends at a Service that is not there', () => {
    expect(patched('Service', 'op-webhook', JsonPatch.replace('/metadata/name', 'op-hook'))).toThrow(
      /calls the Service op\/op-webhook, which the app does not have.*op-hook/,
    );
  });

  test('ends at pods of others', () => {
    const selector = JsonPatch.replace('/spec/selector', { app: 'other' });
    expect(patched('Service', 'op-webhook', selector)).toThrow(
      /calls the Service op\/op-webhook, which does not lead to the pods of the operator; given: {"app":"other"}/,
    );
  });

  test('ends at a port on which no container listens', () => {
    expect(patched('Service', 'op-webhook', JsonPatch.replace('/spec/ports/0/targetPort', 'https'))).toThrow(
      /is led to port https of pods, on which no container listens/,
    );
  });

  test('ends at a policy that opens the port of the Service', () => {
    const port = JsonPatch.replace('/spec/ingress/0/ports/0/port', 443);
    expect(patched('NetworkPolicy', 'op-api-server', port)).toThrow(
      /is led to port 9443 of pods, which no policy lets the API server connect to.*Allowance\.anyone/,
    );
  });

  test('ends at a policy that opens it to namespaces', () => {
    const from = [{ namespaceSelector: { matchLabels: { webhooks: 'enabled' } } }];
    expect(patched('NetworkPolicy', 'op-api-server', JsonPatch.add('/spec/ingress/0/from', from))).toThrow(
      /which no policy lets the API server connect to/,
    );
  });

  test('leads past a policy that opens it to addresses', () => {
    const from = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
    expect(
      patched('NetworkPolicy', 'op-api-server', JsonPatch.add('/spec/ingress/0/from', from)),
    ).not.toThrow();
  });
});

describe('a kind that is converted', () => {
  test('has a definition that asks the operator, with the authority that cert-manager writes', () => {
    const manifests = rendered((chart) => {
      const { conversionWebhook: conversion } = operatorWith(new Namespace(chart, 'ops'), {
        certificates: WebhookCertificates.certManager(),
        conversion: [CACHE],
      });
      new CustomResourceDefinition(chart, 'crd', { kind: CACHE, conversion });
    });
    const definition = only(manifests, 'CustomResourceDefinition');
    expect(definition.metadata.annotations?.['cert-manager.io/inject-ca-from']).toBe('ops/op-webhook');
    expect(definition.spec.conversion).toMatchObject({
      strategy: 'Webhook',
      webhook: {
        clientConfig: { service: { namespace: 'ops', name: 'op-webhook', path: '/convert', port: 443 } },
      },
    });
  });

  test('is without that where nobody but the operator writes the authority', () => {
    const manifests = rendered((chart) => {
      const { conversionWebhook: conversion } = operatorWith(chart, { certificates, conversion: [CACHE] });
      new CustomResourceDefinition(chart, 'crd', { kind: CACHE, conversion });
    });
    expect(JSON.stringify(only(manifests, 'CustomResourceDefinition').metadata)).not.toContain('inject-ca');
  });

  test('may have its definition in another app', () => {
    expect(() =>
      rendered((chart) => void operatorWith(chart, { certificates, conversion: [CACHE] })),
    ).not.toThrow();
  });

  test('may be converted by a Service of others that the app has', () => {
    expect(() =>
      rendered((chart) => {
        operatorWith(chart, undefined, { controllers: [{ for: CACHE }] });
        new ApiObject(new Namespace(chart, 'others'), 'service', {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'convert', namespace: 'others' },
          spec: { ports: [{ port: 443 }] },
        });
        const service = { namespace: 'others', name: 'convert' };
        new CustomResourceDefinition(chart, 'crd', { kind: CACHE, conversion: { service } });
      }),
    ).not.toThrow();
  });
});
