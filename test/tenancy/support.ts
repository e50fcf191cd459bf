import { ApiObject } from 'cdk8s';
import { Tenant, type TenantNamespace, type TenantProps } from '../../lib';
import { rendered } from '../support/world';

const CONTAINERS: ReadonlySet<string> = new Set(['containers', 'initContainers']);
const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD_SECURITY = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** What the checks say of what is in the namespace of a tenant; nothing when all is well. */
export function complaintOf(props: TenantProps, declare: (home: TenantNamespace) => void): string {
  try {
    rendered((chart) => declare(new Tenant(chart, 'alpha', props).namespace()));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** An object called `w`, as any library may put it into a namespace. */
export function workload(home: TenantNamespace, kind: string, apiVersion: string, spec: unknown): ApiObject {
  const metadata = { name: 'w', namespace: home.name };
  return new ApiObject(home, kind, { apiVersion, kind, metadata, spec: hardened(spec) });
}

/** What holds pods, as the level of tenants admits them: what is told is the matter of the test alone. */
function hardened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const isPod = Object.keys(value).some((name) => CONTAINERS.has(name));
  const isContainer = (item: unknown) => typeof item === 'object' && item !== null;
  const harden = (item: unknown) =>
    isContainer(item) ? { securityContext: CONTAINER_SECURITY, ...(item as object) } : item;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    CONTAINERS.has(name) && Array.isArray(field) ? field.map(harden) : hardened(field),
  ]);
  return { ...Object.fromEntries(fields), ...(isPod && { securityContext: POD_SECURITY }) };
}

/** The template of a pod. */
export function pod(...containers: object[]): object {
  return { metadata: {}, spec: { containers } };
}

/** A container that requests CPU. */
export function cpu(amount: string): object {
  return { name: 'c', image: 'a:1', resources: { requests: { cpu: amount } } };
}
