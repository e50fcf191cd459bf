import { Certificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import { Issuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import { CERT_MANAGER, type Manifest, Namespace, PostgreSQL, WebhookCertificates } from '../../../lib';
import { only } from '../../support/world';
import { operatorWith, rendered } from './install';

const validating = [{ for: PostgreSQL }];
const withCertificates = (certificates: WebhookCertificates): readonly Manifest[] =>
  rendered((chart) => void operatorWith(chart, { certificates, validating }));
const byCertManager = withCertificates(WebhookCertificates.certManager());
const ofCertManager = byCertManager.filter(({ apiVersion }) => apiVersion === 'cert-manager.io/v1');

test('what is given to cert-manager is valid by its schemas', () => {
  const models = ofCertManager.map(({ kind, ...manifest }) =>
    kind === 'Certificate' ? new Certificate(manifest as never) : new Issuer(manifest as never),
  );
  expect(models).toHaveLength(4);
  for (const model of models) expect(() => model.validate()).not.toThrow();
  const { spec, ...rest } = only(byCertManager, 'Certificate', 'op-webhook');
  expect(() => new Certificate({ ...rest, spec: { ...spec, duration: 90 } } as never).validate()).toThrow();
});

test('it is for every name that the Service has', () => {
  const manifests = rendered((chart) => void operatorWith(new Namespace(chart, 'ops')), {
    dns: { clusterDomain: 'corp.example' },
  });
  expect(only(manifests, 'Certificate', 'op-webhook').spec).toMatchObject({
    dnsNames: ['op-webhook', 'op-webhook.ops', 'op-webhook.ops.svc', 'op-webhook.ops.svc.corp.example'],
  });
});

test('it is signed by an authority that keeps its key, so that a renewal of either leaves the other valid', () => {
  const serving = only(byCertManager, 'Certificate', 'op-webhook').spec;
  const authority = only(byCertManager, 'Certificate', 'op-webhook-ca').spec;
  expect(serving).toMatchObject({
    issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'op-webhook-ca' },
    privateKey: { rotationPolicy: 'Always' },
    usages: ['digital signature', 'server auth'],
  });
  expect(authority).toMatchObject({
    isCA: true,
    issuerRef: { kind: 'Issuer', name: 'op-webhook-root' },
    privateKey: { rotationPolicy: 'Never' },
    secretName: 'op-webhook-ca',
  });
  expect(only(byCertManager, 'Issuer', 'op-webhook-ca').spec).toEqual({
    ca: { secretName: 'op-webhook-ca' },
  });
  expect(only(byCertManager, 'Issuer', 'op-webhook-root').spec).toEqual({ selfSigned: {} });
});

test('a stated issuer signs it instead', () => {
  const issuer = { kind: 'ClusterIssuer', name: 'platform-ca' } as const;
  const manifests = withCertificates(WebhookCertificates.certManager({ issuer }));
  expect(manifests.filter(({ kind }) => kind === 'Issuer')).toEqual([]);
  expect(only(manifests, 'Certificate').spec).toMatchObject({
    issuerRef: { group: 'cert-manager.io', ...issuer },
  });
});

test('it is there before the pods, which wait for its Secret, and they before the configurations', () => {
  const waveOf = ({ metadata }: Manifest): number =>
    Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
  const deployment = waveOf(only(byCertManager, 'Deployment'));
  for (const object of ofCertManager) expect(waveOf(object)).toBeLessThan(deployment);
  expect(waveOf(only(byCertManager, 'ValidatingWebhookConfiguration'))).toBeGreaterThan(deployment);
});

test('cert-manager writes its authority where the annotation says', () => {
  const { annotations } = only(byCertManager, 'ValidatingWebhookConfiguration').metadata;
  expect(annotations?.['cert-manager.io/inject-ca-from']).toBe('op/op-webhook');
});

test('of a Secret that others keep nothing is rendered but the volume', () => {
  const manifests = withCertificates(WebhookCertificates.secret('own-tls'));
  expect(manifests.filter(({ apiVersion }) => apiVersion.startsWith('cert-manager'))).toEqual([]);
  expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  expect(JSON.stringify(only(manifests, 'ValidatingWebhookConfiguration'))).not.toContain('cert-manager');
  expect(JSON.stringify(only(manifests, 'Deployment').spec)).toContain('"secretName":"own-tls"');
});

test('the kinds of cert-manager that are needed are those that it has', () => {
  const kinds = CERT_MANAGER.kinds.map(({ kind }) => kind);
  for (const { kind } of ofCertManager) expect(kinds).toContain(kind);
});
