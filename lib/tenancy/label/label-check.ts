import type { Check, Finding } from '../../core/check';
import { LOCKED_LABEL } from '../../core/labels';
import { fieldOf } from '../../core/manifest-fields';
import { podTemplateOf } from '../../core/pod-template';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';
import { POD_SELECTORS } from '../pod-selectors';
import { OWNED } from './owned-kinds';
import { Owners } from './owners';
import { judgePeers } from './peer-check';

/**
 * In a namespace that tenants share, every object is one tenant's, and so are the pods that it makes, selects and lets
 * in, and what these pods use. What is locked is the platform's, for all of them.
 *
 * The guard rail `shared-labels` holds the same in the cluster, all but what is used by name.
 */
export function labelCheck(namespace: string, tenants: ReadonlySet<string>): Check {
  return (objects: ObjectIndex) => {
    const own = objects.inNamespace(namespace);
    const owners = new Owners(own);
    return own.flatMap((object) => {
      const key = `${object.group}/${object.kind}`;
      const { labels = {} } = object.manifest.metadata;
      if (labels[LOCKED_LABEL] === 'true') return [];
      const tenant = labels[TENANT_LABEL];
      if (key === 'rbac.authorization.k8s.io/RoleBinding' && tenant !== undefined) return [binding(object)];
      if (!OWNED.has(key)) return tenant === undefined ? [] : owners.judge(object, tenant);
      if (tenant === undefined || !tenants.has(tenant)) return [unowned(object, tenant, tenants)];
      return [
        ...judgePods(object, tenant),
        ...judgeSelector(object, POD_SELECTORS[key], tenant),
        ...judgePeers(object, namespace, tenant),
        ...owners.judge(object, tenant),
      ];
    });
  };
}

function unowned({ path }: RenderedObject, given: unknown, tenants: ReadonlySet<string>): Finding {
  return {
    path,
    prop: `metadata.labels["${TENANT_LABEL}"]`,
    problem: 'does not say which of the tenants it belongs to that share the namespace',
    given,
    allowed: [...tenants].join(', '),
    fix: 'create it in `tenant(…)` of the SharedNamespace; an object of another library is to state the label itself',
  };
}

function binding({ path }: RenderedObject): Finding {
  return {
    path,
    problem:
      'binds a role in a namespace that tenants share, whose rules would reach the objects of all of them',
    fix: 'name who it is for in tenants of the SharedNamespace',
  };
}

function judgePods(object: RenderedObject, tenant: string): readonly Finding[] {
  const template = podTemplateOf(object);
  if (!template) return [];
  const given = fieldOf(template.metadata, 'labels', TENANT_LABEL);
  if (given === tenant) return [];
  const prop = `${template.field.replace(/spec$/, '')}metadata.labels["${TENANT_LABEL}"]`;
  return [{ path: object.path, prop, problem: 'is not that of its tenant', given, allowed: tenant }];
}

/**
 * Whether an object selects no pods by what it says: a Service without a selector sends nobody anywhere of itself, and of
 * a Job the server knows the pods by their owner.
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector
 */
function selectsNothing({ kind, manifest }: RenderedObject): boolean {
  if (kind === 'Job') return fieldOf(manifest, 'spec', 'manualSelector') !== true;
  return kind === 'Service' && fieldOf(manifest, 'spec', 'selector') === undefined;
}

function judgeSelector(
  object: RenderedObject,
  field: readonly string[] | undefined,
  tenant: string,
): readonly Finding[] {
  if (!field || selectsNothing(object)) return [];
  const { path, manifest } = object;
  const selector = fieldOf(manifest, ...field);
  const given = fieldOf(selector, TENANT_LABEL);
  if (given === tenant) return [];
  return [
    {
      path,
      prop: field.join('.'),
      problem: 'selects pods of other tenants of the namespace as well',
      given: selector,
      allowed: `${TENANT_LABEL}: ${tenant} among its labels`,
    },
  ];
}
