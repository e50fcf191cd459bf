import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, PlatformApp, Subject, Tenant, type TenantProps } from '../../../lib';
import { CLUSTER } from '../../support/world';

export const GROUP = 'rbac.authorization.k8s.io';
const BUDGET = { cpu: 1, memory: '1Gi', pods: 10 };

/** What synth says of three tenants and what somebody else declares: errors, or else warnings. */
export function said(
  declare: (chart: Construct, alpha: Tenant) => void,
  props: Partial<Record<'alpha' | 'beta' | 'gamma', Partial<TenantProps>>> = {},
  kubernetes: string = CLUSTER.kubernetes,
): readonly string[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, kubernetes }) });
  const [alpha] = (['alpha', 'beta', 'gamma'] as const).map(
    (name) =>
      new Tenant(new Chart(app, name), name, {
        budget: BUDGET,
        owners: [Subject.group(`${name}-admins`)],
        editors: [Subject.group(`${name}-developers`), Subject.user(`robot@${name}.example.com`)],
        viewers: [Subject.group('support')],
        ...props[name],
      }),
  );
  declare(new Chart(app, 'others'), alpha as Tenant);
  try {
    app.units();
    return app.warnings;
  } catch (error) {
    return (error as { readonly problems: readonly string[] }).problems;
  }
}

/** A rule of a role, of one group. */
export function rule(resources: string, verbs: string, group = '', names?: string): object {
  return {
    apiGroups: [group],
    resources: resources.split(','),
    verbs: verbs.split(','),
    ...(names && { resourceNames: [names] }),
  };
}

export const ROBOT = { kind: 'ServiceAccount', name: 'robot', namespace: 'alpha' };
export const SECRETS = rule('secrets', 'get');

/** A role and its binding, in a namespace or in the whole cluster, as somebody else might write them. */
export function bind(
  chart: Construct,
  name: string,
  namespace: string | undefined,
  subject: object,
  ...rules: object[]
): void {
  bindBecause(undefined, chart, name, namespace, subject, ...rules);
}

/** The same, of which the binding says why. */
export function bindBecause(
  reason: string | undefined,
  chart: Construct,
  name: string,
  namespace: string | undefined,
  subject: object,
  ...rules: object[]
): void {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name, namespace };
  const apiVersion = `${GROUP}/v1`;
  new ApiObject(chart, `${name}-role`, { apiVersion, kind, metadata, rules });
  refer(chart, name, namespace, subject, kind, name, reason);
}

/** A binding of a role that is there already. */
export function refer(
  chart: Construct,
  name: string,
  namespace: string | undefined,
  subject: object,
  kind: string,
  role: string,
  reason?: string,
): void {
  new ApiObject(chart, `${name}-binding`, {
    apiVersion: `${GROUP}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: {
      name,
      namespace,
      ...(reason !== undefined && { annotations: { 'cdk8s-platform/reason': reason } }),
    },
    roleRef: { apiGroup: GROUP, kind, name: role },
    subjects: [subject],
  });
}

export const group = (name: string): object => ({ apiGroup: GROUP, kind: 'Group', name });
export const user = (name: string): object => ({ apiGroup: GROUP, kind: 'User', name });
