import type { Construct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { type Problem, pathOf } from '../../core/errors';
import { hasLabels, type StringMap } from '../../core/labels';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';

interface ServiceSpec {
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
  readonly selector?: StringMap;
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: StringMap };
  readonly spec?: {
    readonly containers?: readonly {
      readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
    }[];
  };
}

interface IngressRule {
  readonly from?: readonly { readonly ipBlock?: object }[];
  readonly ports?: readonly { readonly port?: number | string }[];
}

interface Policy {
  readonly podSelector?: { readonly matchLabels?: StringMap; readonly matchExpressions?: readonly object[] };
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly IngressRule[];
}

/** What a webhook is called by. */
interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  readonly port?: number;
}

/** What a check follows the way to. */
export interface Destination {
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Name of the Service that leads to its webhooks. */
  readonly serviceName: string;
  /** Labels of its pods. */
  readonly selector: StringMap;
}

/**
 * Follows the way from the API server to the webhooks of an operator, as the objects have it: from the configurations and
 * definitions that name a Service of its namespace, by a port of that Service, to a port of a container, which the
 * policies let anyone connect to. The API server is in no namespace and has no labels, so no selector lets it in, and
 * policies see the port of the pod, not that of the Service.
 */
export function reachabilityCheck(scope: Construct, destination: Destination): Check {
  const path = pathOf(scope);
  return (objects) => {
    const local = objects.inNamespace(destination.namespace);
    return callersOf(objects, destination.namespace).flatMap(([caller, reference]): readonly Finding[] => {
      const found = follow(local, destination, reference);
      if (!found) return [];
      return [{ path, ...found, problem: `${caller.kind} ${caller.name} ${found.problem}` }];
    });
  };
}

/** Where the way to the operator ends too early; `undefined` where it does not, or is one to others. */
function follow(
  local: readonly RenderedObject[],
  { namespace, serviceName, selector }: Destination,
  { name, port = 443 }: ServiceReference,
): Problem | undefined {
  const service = local.find((object) => object.kind === 'Service' && object.name === name);
  if (!service) {
    return {
      problem: `calls the Service ${namespace}/${name}, which the app does not have`,
      allowed: local.flatMap((object) => (object.kind === 'Service' ? object.name : [])).join(', '),
    };
  }
  const { ports = [], selector: pods = {} } = service.manifest.spec as ServiceSpec;
  if (!hasLabels(pods, selector)) {
    if (name !== serviceName) return undefined;
    return {
      problem: `calls the Service ${namespace}/${name}, which does not lead to the pods of the operator`,
      given: pods,
      allowed: JSON.stringify(selector),
    };
  }
  const called = ports.find((each) => each.port === port);
  if (!called) {
    return {
      problem: `calls port ${port} of the Service ${namespace}/${name}, which has none`,
      allowed: ports.map((each) => each.port).join(', '),
    };
  }
  const target = called.targetPort ?? called.port;
  const open = containerPorts(local, pods).find(
    (each) => each.name === target || each.containerPort === target,
  );
  if (!open) return { problem: `is led to port ${target} of pods, on which no container listens` };
  if (isLetIn(local, selector, open)) return undefined;
  return {
    problem: `is led to port ${open.containerPort} of pods, which no policy lets the API server connect to`,
    allowed: 'an ingress rule on the port of the pod, without peers',
    fix: 'allow `Allowance.anyone([port])`: the API server is in no namespace, and its trust is by certificates',
  };
}

/** Whatever has the API server call a Service of a namespace, and the Service that it names. */
function callersOf(
  objects: ObjectIndex,
  namespace: string,
): readonly (readonly [RenderedObject, ServiceReference])[] {
  const configurations = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].flatMap((kind) =>
    objects.ofKind('admissionregistration.k8s.io', kind),
  );
  return [
    ...configurations.flatMap((object) =>
      ((object.manifest.webhooks ?? []) as readonly { readonly clientConfig?: ClientConfig }[]).map(
        ({ clientConfig }) => [object, clientConfig?.service] as const,
      ),
    ),
    ...objects
      .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
      .map((object) => [object, conversionService(object)] as const),
  ].flatMap(([object, service]) => (service?.namespace === namespace ? [[object, service] as const] : []));
}

interface ClientConfig {
  readonly service?: ServiceReference;
}

/** The Service that a definition has its objects converted by. */
export function conversionService({ manifest }: RenderedObject): ServiceReference | undefined {
  const { conversion } = manifest.spec as {
    readonly conversion?: { readonly webhook?: { readonly clientConfig?: ClientConfig } };
  };
  return conversion?.webhook?.clientConfig?.service;
}

function containerPorts(
  objects: readonly RenderedObject[],
  pods: StringMap,
): readonly { readonly name?: string; readonly containerPort: number }[] {
  return objects
    .map(({ manifest }) => (manifest.spec as { readonly template?: PodTemplate } | undefined)?.template)
    .filter((template) => template !== undefined)
    .filter(({ metadata }) => hasLabels(pods, metadata?.labels))
    .flatMap(({ spec }) => (spec?.containers ?? []).flatMap(({ ports = [] }) => ports));
}

function isLetIn(
  objects: readonly RenderedObject[],
  pods: StringMap,
  port: { readonly name?: string; readonly containerPort: number },
): boolean {
  const policies = objects
    .filter(({ kind, group }) => kind === 'NetworkPolicy' && group === 'networking.k8s.io')
    .map(({ manifest }) => manifest.spec as Policy)
    .filter(({ policyTypes = ['Ingress'] }) => policyTypes.includes('Ingress'))
    .filter(({ podSelector }) => hasLabels(podSelector?.matchLabels ?? {}, pods));
  if (policies.length === 0) return true;
  return policies
    .flatMap(({ ingress = [] }) => ingress)
    .some(
      ({ from = [], ports }) =>
        from.every(({ ipBlock }) => ipBlock !== undefined) &&
        (ports?.some((each) => each.port === port.containerPort || each.port === port.name) ?? true),
    );
}
