import type { Construct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { pathOf } from '../../core/errors';
import type { StringMap } from '../../core/labels';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';

interface ServicePort {
  readonly port: number;
  readonly targetPort?: number | string;
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

/** Where a check looks. */
interface Served {
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of its pods. */
  readonly selector: StringMap;
}

/**
 * Follows the way from the API server to the webhooks of an operator, as the objects have it: from the configurations and
 * definitions that name a Service of its namespace, by a port of that Service, to a port of a container, which the
 * policies let anyone connect to. The API server is in no namespace and has no labels, so no selector lets it in, and
 * policies see the port of the pod, not that of the Service.
 */
export function reachabilityCheck(scope: Construct, { namespace, selector }: Served): Check {
  const path = pathOf(scope);
  return (objects) =>
    callersOf(objects, namespace).flatMap(([caller, reference]) => {
      const finding = (problem: string, rest: Partial<Finding> = {}): readonly Finding[] => [
        { path, problem: `${caller.kind} ${caller.name} ${problem}`, ...rest },
      ];
      const { name, port = 443 } = reference;
      const local = objects.inNamespace(namespace);
      const service = local.find((object) => object.kind === 'Service' && object.name === name);
      if (!service) {
        return finding(`calls the Service ${namespace}/${name}, which the app does not have`, {
          allowed: servicesOf(local).join(', '),
        });
      }
      const { ports = [], selector: pods = {} } = service.manifest.spec as {
        readonly ports?: readonly ServicePort[];
        readonly selector?: StringMap;
      };
      const found = ports.find((each) => each.port === port);
      if (!found) {
        return finding(`calls port ${port} of the Service ${namespace}/${name}, which has none`, {
          allowed: ports.map((each) => each.port).join(', '),
        });
      }
      if (!isSubset(pods, selector)) return [];
      const target = found.targetPort ?? found.port;
      const open = containerPorts(local, pods).find(
        (each) => each.name === target || each.containerPort === target,
      );
      if (!open) return finding(`is led to port ${target} of pods, on which no container listens`);
      if (isLetIn(local, selector, open)) return [];
      return finding(
        `is led to port ${open.containerPort} of pods, which no policy lets the API server connect to`,
        {
          allowed: 'an ingress rule on the port of the pod, without peers',
          fix: 'allow `Allowance.anyone([port])`: the API server is in no namespace, and its trust is by certificates',
        },
      );
    });
}

function servicesOf(objects: readonly RenderedObject[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'Service').map(({ name }) => name);
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
    .filter(({ metadata }) => isSubset(pods, metadata?.labels ?? {}))
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
    .filter(({ podSelector }) => isSubset(podSelector?.matchLabels ?? {}, pods));
  if (policies.length === 0) return true;
  return policies
    .flatMap(({ ingress = [] }) => ingress)
    .some(
      ({ from = [], ports }) =>
        from.every(({ ipBlock }) => ipBlock !== undefined) &&
        (ports?.some((each) => each.port === port.containerPort || each.port === port.name) ?? true),
    );
}

function isSubset(part: StringMap, whole: StringMap): boolean {
  return Object.entries(part).every(([key, value]) => whole[key] === value);
}
