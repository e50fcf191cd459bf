import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  emit,
  type Manifest,
  Namespace,
  namespaceOf,
  namespaceScopeOf,
  PlatformApp,
  POD_SECURITY_REASON,
  PodSecurityLevel,
  type PodSecurityProps,
} from '../../lib/core';
import { manifestOf, messageOf, newApp, newChart, yamlOf } from './support';

describe('a namespace', () => {
  it('is restricted, and never pruned', () => {
    const chart = newChart(undefined, { kubernetes: '1.30' });
    new Namespace(chart, 'shop', { labels: { team: 'shop' } });
    expect(yamlOf(chart)).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Namespace
metadata:
  annotations:
    argocd.argoproj.io/compare-options: IgnoreExtraneous
    argocd.argoproj.io/sync-options: Delete=false,Prune=false
    argocd.argoproj.io/sync-wave: "-20"
    helm.sh/resource-policy: keep
    kustomize.toolkit.fluxcd.io/prune: disabled
  labels:
    app.kubernetes.io/managed-by: cdk8s-platform
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/audit-version: v1.30
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: v1.30
    pod-security.kubernetes.io/warn: restricted
    pod-security.kubernetes.io/warn-version: v1.30
    team: shop
  name: shop
"
`);
  });

  it('has the name that it is given, or its id', () => {
    const chart = newChart();
    expect(new Namespace(chart, 'shop').name).toBe('shop');
    expect(new Namespace(chart, 'Other', { name: 'other' }).object.name).toBe('other');
  });

  it('has labels that cannot weaken its security by the way', () => {
    const chart = newChart();
    new Namespace(chart, 'shop', { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } });
    expect(manifestOf(chart, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  it.each(['Shop', 'shop.example', '', 'a'.repeat(64)])('cannot be called %j', (name) => {
    expect(messageOf(() => new Namespace(newChart(), 'x', { name }))).toMatch(
      /^\[chart\/x\] (name of Namespace )?is not a valid name; given: /,
    );
  });

  it('needs the version of the cluster, to pin its security to', () => {
    const chart = new Chart(new PlatformApp(), 'chart');
    expect(messageOf(() => new Namespace(chart, 'shop'))).toContain('[chart/shop] has no Cluster');
  });

  it('is where everything inside it lives', () => {
    const shop = new Namespace(newChart('other'), 'shop', {
      podSecurity: PodSecurityLevel.BASELINE,
      podSecurityReason: 'told',
    });
    const inside = new Construct(new Construct(shop, 'a'), 'b');
    emit(inside, 'Settings', 'v1/ConfigMap', { name: 'settings' }, {});
    expect(manifestOf(shop, 'ConfigMap').metadata.namespace).toBe('shop');
    expect(namespaceScopeOf(inside)).toEqual({ name: 'shop', podSecurity: PodSecurityLevel.BASELINE });
  });
});

describe('the namespace of a construct', () => {
  it('is the one that it is told, before all others', () => {
    expect(namespaceOf(new Namespace(newChart('outer'), 'shop'), 'told')).toBe('told');
  });

  it('is that of the chart where no namespace is around it', () => {
    expect(namespaceOf(new Construct(newChart('outer'), 'a'))).toBe('outer');
    expect(namespaceScopeOf(newChart('outer'))).toBeUndefined();
  });

  it('is missed with the ways to give it one', () => {
    const construct = new Construct(new Chart(newApp(), 'chart'), 'a');
    expect(messageOf(() => namespaceOf(construct))).toMatch(
      /^\[chart\/a\] has no namespace; fix: create it inside/,
    );
  });

  it('must have a valid name', () => {
    expect(messageOf(() => namespaceOf(newChart(), 'No'))).toContain('[chart] namespace is not a valid name');
  });

  it('is that of a chart inside a namespace, which is nearer', () => {
    const inner = new Chart(new Namespace(newChart(), 'outer'), 'inner', { namespace: 'nearer' });
    expect(namespaceOf(inner)).toBe('nearer');
  });
});

describe('the pod security of a namespace', () => {
  const { BASELINE, PRIVILEGED, RESTRICTED } = PodSecurityLevel;
  const podSecurityReason = 'the agent reads the logs of the node';

  function metadataOf(props: PodSecurityProps): Manifest['metadata'] {
    const chart = newChart(undefined, { kubernetes: '1.34' });
    new Namespace(chart, 'shop', props);
    return manifestOf(chart, 'Namespace').metadata;
  }

  function refusalOf(props: PodSecurityProps): string {
    return messageOf(() => metadataOf(props));
  }

  it('may warn of and record more than it enforces, in an older version', () => {
    const metadata = metadataOf({
      podSecurity: BASELINE,
      podSecurityReason,
      podSecurityWarn: RESTRICTED,
      podSecurityVersion: '1.30',
    });
    expect(metadata.annotations).toMatchObject({ [POD_SECURITY_REASON]: podSecurityReason });
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/audit': 'baseline',
      'pod-security.kubernetes.io/audit-version': 'v1.30',
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'v1.30',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.30',
    });
    expect(metadataOf({}).annotations).not.toHaveProperty([POD_SECURITY_REASON]);
  });

  it.each([BASELINE, PRIVILEGED])('below restricted takes a reason: %s', (podSecurity) => {
    expect(refusalOf({ podSecurity })).toMatch(
      /^\[chart\/shop\] podSecurity exempts .+ no reason is stated; given: ".+"; fix: state `podSecurityReason`/,
    );
    expect(refusalOf({ podSecurity, podSecurityReason: ' ' })).toContain('podSecurityReason is no reason');
  });

  it('that is restricted has no reason not to be', () => {
    expect(refusalOf({ podSecurityReason })).toContain('[chart/shop] podSecurityReason states why');
  });

  it.each([
    ['podSecurityWarn', BASELINE, 'allowed: restricted'],
    ['podSecurityAudit', PRIVILEGED, 'allowed: restricted'],
  ])('does not refuse what it does not tell of: %s', (prop, level, allowed) => {
    const message = refusalOf({ [prop]: level });
    expect(message).toContain(`[chart/shop] ${prop} is weaker than what the namespace enforces`);
    expect(message).toContain(allowed);
  });

  it.each([
    [
      '1.35',
      'is newer than the cluster, which would take its own instead; given: "1.35"; allowed: at most 1.34',
    ],
    ['latest', 'is not a supported version of Kubernetes; given: "latest"'],
  ])('is of a version that the cluster has: %s', (podSecurityVersion, problem) => {
    expect(refusalOf({ podSecurityVersion })).toContain(`[chart/shop] podSecurityVersion ${problem}`);
  });
});
