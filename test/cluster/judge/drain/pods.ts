import type { Client } from '../../bed/client';

/** A pod, as far as a scheduler, a kubelet and a drain look at it. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly topologySpreadConstraints?: readonly SpreadConstraint[];
  };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** How pods are to be spread. */
export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** Path of the pods of a namespace. */
export function podsPath(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/pods`;
}

/** The pods of a namespace, and the version that they were listed at. */
export async function podsOf(
  client: Client,
  namespace: string,
): Promise<{ readonly pods: readonly Pod[]; readonly resourceVersion: string }> {
  const { body } = await client.request<{
    readonly items: readonly Pod[];
    readonly metadata: { readonly resourceVersion: string };
  }>('GET', podsPath(namespace));
  return { pods: body.items, resourceVersion: body.metadata.resourceVersion };
}

/** Whether a pod is there to stay. */
export function isStaying({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp === undefined;
}

/** Whether a pod serves: it is ready, and is not being deleted. */
export function isServing(pod: Pod): boolean {
  const { conditions = [] } = pod.status ?? {};
  return isStaying(pod) && conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
