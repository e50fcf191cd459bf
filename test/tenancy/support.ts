import { ApiObject } from 'cdk8s';
import { Tenant, type TenantNamespace, type TenantProps } from '../../lib';
import { rendered } from '../support/world';

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
  return new ApiObject(home, kind, { apiVersion, kind, metadata: { name: 'w', namespace: home.name }, spec });
}

/** The template of a pod. */
export function pod(...containers: object[]): object {
  return { metadata: {}, spec: { containers } };
}

/** A container that requests CPU. */
export function cpu(amount: string): object {
  return { name: 'c', image: 'a:1', resources: { requests: { cpu: amount } } };
}
