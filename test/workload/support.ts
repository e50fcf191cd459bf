import type { Construct } from 'constructs';
import {
  type ClusterProps,
  type ContainerSpec,
  Namespace,
  PodSecurityLevel,
  type PodSpec,
  type PodTemplateSpec,
} from '../../lib/core';
import { WebService, type WebServiceProps } from '../../lib/workload';
import { manifestOf, newChart } from '../core/support';

/** A web service `shop` in the namespace `mall`, in an app of its own. */
export function shop(props: Partial<WebServiceProps> = {}, cluster: Partial<ClusterProps> = {}): WebService {
  return new WebService(newChart('mall', cluster), 'shop', {
    image: 'ghcr.io/acme/shop:2.3.1',
    port: 8080,
    ...props,
  });
}

/** A namespace `home` with a pod security level, and the reason that it takes, in an app of its own. */
export function homeAt(podSecurity: PodSecurityLevel): Namespace {
  const podSecurityReason = podSecurity === PodSecurityLevel.RESTRICTED ? undefined : 'told';
  return new Namespace(newChart(), 'home', { podSecurity, podSecurityReason });
}

/** The pod template of the one Deployment or DaemonSet of the app that a construct is in. */
export function templateOf(
  construct: Construct,
  kind: 'Deployment' | 'DaemonSet' = 'Deployment',
): PodTemplateSpec {
  return (manifestOf(construct, kind).spec as { readonly template: PodTemplateSpec }).template;
}

export function podOf(construct: Construct, kind?: 'Deployment' | 'DaemonSet'): PodSpec {
  const { spec } = templateOf(construct, kind);
  if (!spec) throw new Error('a template without a pod');
  return spec;
}

/** Every container of a pod, whatever it is there for. */
export function containersOf(pod: PodSpec): readonly ContainerSpec[] {
  return [...pod.containers, ...(pod.initContainers ?? [])];
}

export function containerOf(pod: PodSpec, name: string): ContainerSpec {
  const found = containersOf(pod).find((container) => container.name === name);
  if (!found) throw new Error(`no container ${name}`);
  return found;
}
