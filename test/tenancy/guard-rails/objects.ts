import type { Manifest } from '../../../lib';

/** Namespace that the objects of the table are in. */
export const HOME = 'guarded';

/** By which external-dns makes names for what it stands on. */
export const NAMES = 'external-dns.alpha.kubernetes.io/hostname';

type Fields = Readonly<Record<string, unknown>>;

/** An object in the namespace of the tenant. */
export function object(apiVersion: string, kind: string, body: Fields, metadata: Fields = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'judged', namespace: HOME, ...metadata }, ...body };
}

const LABELS = { app: 'judged' };

/** The spec of a pod that keeps every rule, with what is wrong about it. */
export function podSpec(pod: Fields = {}, container: Fields = {}): Fields {
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
    containers: [main(container)],
    ...pod,
  };
}

/** A container that keeps every rule. */
export function main(container: Fields = {}): Fields {
  return {
    name: 'main',
    image: 'ghcr.io/acme/shop:1.0',
    imagePullPolicy: 'Always',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    ...container,
  };
}

function template(spec: Fields): Fields {
  return { metadata: { labels: LABELS }, spec };
}

/** Objects of every kind that is or makes pods, of one spec, by kind. */
export function podMakers(spec: Fields): readonly Manifest[] {
  const selector = { matchLabels: LABELS };
  const once = { ...spec, restartPolicy: 'Never' };
  const body = { selector, template: template(spec) };
  return [
    object('v1', 'Pod', { spec }),
    object('v1', 'PodTemplate', { template: template(spec) }),
    object('v1', 'ReplicationController', { spec: { selector: LABELS, template: template(spec) } }),
    object('apps/v1', 'DaemonSet', { spec: body }),
    deployment(spec),
    object('apps/v1', 'ReplicaSet', { spec: body }),
    object('apps/v1', 'StatefulSet', { spec: { serviceName: 'judged', ...body } }),
    object('batch/v1', 'Job', { spec: { template: template(once) } }),
    object('batch/v1', 'CronJob', {
      spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: template(once) } } },
    }),
  ];
}

/** A Deployment of a pod spec. */
export function deployment(spec: Fields): Manifest {
  return object('apps/v1', 'Deployment', {
    spec: { selector: { matchLabels: LABELS }, template: template(spec) },
  });
}

/** An object that is or makes pods, whose pods have annotations. */
export function withAnnotations(made: Manifest, annotations: Fields): Manifest {
  const copy = structuredClone(made) as Template & Manifest;
  const template: Template | undefined =
    copy.kind === 'Pod'
      ? copy
      : (copy.template ?? copy.spec?.template ?? copy.spec?.jobTemplate?.spec?.template);
  Object.assign(template as Template, { metadata: { ...template?.metadata, annotations } });
  return copy;
}

/** Wherever an object may have the template of its pods. */
interface Template {
  readonly metadata?: object;
  readonly template?: Template;
  readonly spec?: { readonly template?: Template; readonly jobTemplate?: Template };
}

/** A Service. */
export function service(spec: Fields, annotations: Fields = {}): Manifest {
  return object('v1', 'Service', { spec: { ports: [{ port: 80 }], ...spec } }, { annotations });
}

/** An Ingress. */
export function ingress(spec: Fields, annotations: Fields = {}): Manifest {
  const paths = [{ path: '/', pathType: 'Prefix', backend: BACKEND }];
  const rules = [{ host: 'shop.guarded.example.com', http: { paths } }];
  const all: Fields = { ingressClassName: 'nginx', rules, ...spec };
  return object('networking.k8s.io/v1', 'Ingress', { spec: all }, { annotations });
}

/** What an Ingress leads to. */
export const BACKEND = { service: { name: 'shop', port: { number: 80 } } };

/** Rules of an Ingress for hosts. */
export function rulesFor(...hosts: readonly (string | undefined)[]): readonly Fields[] {
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] };
  return hosts.map((host) => ({ ...(host !== undefined && { host }), http }));
}

/** A route of the Gateway API. */
export function route(spec: Fields, annotations: Fields = {}, kind = 'HTTPRoute'): Manifest {
  const version = kind === 'HTTPRoute' ? 'v1' : 'v1alpha2';
  const all: Fields = {
    parentRefs: [{ name: 'public', namespace: 'guarded-gateways' }],
    hostnames: ['shop.guarded.example.com'],
    ...spec,
  };
  return object(`gateway.networking.k8s.io/${version}`, kind, { spec: all }, { annotations });
}

const RESOURCES = { requests: { storage: '1Gi' } };

/** The spec of a claim. */
export function claimSpec(spec: Fields = {}): Fields {
  return { accessModes: ['ReadWriteOnce'], resources: RESOURCES, storageClassName: 'fast', ...spec };
}

/** A volume whose claim gets labels. */
export function labelledVolume(labels: Fields): Fields {
  return { name: 'v', ephemeral: { volumeClaimTemplate: { metadata: { labels }, spec: claimSpec() } } };
}

/** A claim. */
export function claim(spec: Fields, annotations: Fields = {}): Manifest {
  return object('v1', 'PersistentVolumeClaim', { spec: claimSpec(spec) }, { annotations });
}

/** A NetworkPolicy of every pod. */
export function networkPolicy(spec: Fields): Manifest {
  return object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...spec } });
}

/** The namespaces of a name, as the platform selects them. */
export function named(...names: readonly string[]): Fields {
  const key = 'kubernetes.io/metadata.name';
  return names.length === 1
    ? { namespaceSelector: { matchLabels: { [key]: names[0] } } }
    : { namespaceSelector: { matchExpressions: [{ key, operator: 'In', values: names }] } };
}

/** A binding of a Role of the namespace, or what is stated. */
export function roleBinding(subjects: readonly Fields[], roleRef: Fields = {}): Manifest {
  const apiGroup = 'rbac.authorization.k8s.io';
  return object(`${apiGroup}/v1`, 'RoleBinding', {
    roleRef: { apiGroup, kind: 'Role', name: 'judged', ...roleRef },
    subjects: subjects.map((subject) =>
      subject.kind === 'ServiceAccount' ? subject : { apiGroup, ...subject },
    ),
  });
}
