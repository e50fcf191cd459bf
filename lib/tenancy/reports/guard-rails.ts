import type { IConstruct } from 'constructs';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import type { Report, ReportSection } from '../../core/report';
import { TENANT_LABEL } from '../labels';
import { tenantsOf } from '../tenants';

const ADMISSION = 'admissionregistration.k8s.io';
const POD_SECURITY = 'pod-security.kubernetes.io';

type Rows = ReportSection['rows'];

/** What holds tenants to their bounds beside RBAC, quotas and network policies: admission policies, and pod security. */
export function guardRailReport(objects: ObjectIndex, app: IConstruct): Report | undefined {
  if (tenantsOf(app).length === 0) return undefined;
  const bindings = objects.ofKind(ADMISSION, 'ValidatingAdmissionPolicyBinding');
  const policies = sorted(objects.ofKind(ADMISSION, 'ValidatingAdmissionPolicy'));
  return {
    name: 'guard-rails',
    title: 'Guard rails in force',
    sections: [
      {
        name: 'policies',
        title: 'Admission policies',
        text: 'A policy that no binding names enforces nothing.',
        columns: {
          policy: 'Policy',
          binding: 'Binding',
          actions: 'Actions',
          namespaces: 'Namespaces',
          failurePolicy: 'When it fails',
          operations: 'Operations',
          resources: 'Resources',
          conditions: 'Only where',
        },
        rows: policies.flatMap((policy) => policyRows(policy, bindings)),
      },
      {
        name: 'rules',
        title: 'What they refuse',
        columns: { policy: 'Policy', message: 'Message' },
        rows: policies.flatMap(({ name, manifest }) =>
          itemsOf(fieldOf(manifest.spec, 'validations')).map((rule) => ({
            policy: name,
            message: messageOf(rule),
          })),
        ),
      },
      {
        name: 'podSecurity',
        title: 'Pod security of tenants',
        columns: {
          tenant: 'Tenant',
          namespace: 'Namespace',
          enforce: 'Enforced',
          version: 'As of',
          audit: 'Audited',
          warn: 'Warned of',
        },
        rows: podSecurityRows(objects),
      },
    ],
  };
}

function policyRows({ name, manifest }: RenderedObject, bindings: readonly RenderedObject[]): Rows {
  const { spec } = manifest;
  const rules = itemsOf(fieldOf(spec, 'matchConstraints', 'resourceRules'));
  const all = (field: string): readonly string[] =>
    [...new Set(rules.flatMap((rule) => itemsOf(fieldOf(rule, field)).map(String)))].sort();
  const what = {
    policy: name,
    failurePolicy: textOf(fieldOf(spec, 'failurePolicy')) ?? 'Fail',
    operations: all('operations'),
    resources: all('resources'),
    conditions: itemsOf(fieldOf(spec, 'matchConditions')).map((condition) =>
      String(fieldOf(condition, 'name')),
    ),
  };
  const own = sorted(bindings.filter((binding) => fieldOf(binding.manifest.spec, 'policyName') === name));
  if (own.length === 0) return [{ ...what, actions: ['none: not bound'] }];
  return own.map((binding) => ({
    ...what,
    binding: binding.name,
    actions: itemsOf(fieldOf(binding.manifest.spec, 'validationActions')).map(String),
    namespaces: selectorOf(fieldOf(binding.manifest.spec, 'matchResources', 'namespaceSelector')),
  }));
}

/** A selector as `kubectl` takes one; nothing selects all. */
function selectorOf(selector: unknown): string {
  const labels = Object.entries(Object(fieldOf(selector, 'matchLabels'))).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = itemsOf(fieldOf(selector, 'matchExpressions')).map((item) => {
    const [key, operator] = [String(fieldOf(item, 'key')), String(fieldOf(item, 'operator'))];
    const values = itemsOf(fieldOf(item, 'values')).join(',');
    if (operator === 'Exists') return key;
    return operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator.toLowerCase()} (${values})`;
  });
  return [...labels, ...expressions].join(', ') || 'all';
}

function messageOf(rule: unknown): string | undefined {
  return textOf(
    fieldOf(rule, 'message') ?? fieldOf(rule, 'messageExpression') ?? fieldOf(rule, 'expression'),
  );
}

function podSecurityRows(objects: ObjectIndex): Rows {
  return sorted(objects.ofKind('', 'Namespace'))
    .flatMap(({ name, manifest: { metadata } }) => {
      const { [TENANT_LABEL]: tenant, ...labels } = metadata.labels ?? {};
      const level = (mode: string): string =>
        labels[`${POD_SECURITY}/${mode}`] ?? 'the default of the cluster';
      if (tenant === undefined) return [];
      const [enforce, version] = [level('enforce'), labels[`${POD_SECURITY}/enforce-version`] ?? 'latest'];
      return [{ tenant, namespace: name, enforce, version, audit: level('audit'), warn: level('warn') }];
    })
    .sort((a, b) => (a.tenant < b.tenant ? -1 : a.tenant > b.tenant ? 1 : 0));
}

function sorted(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  return [...objects].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
