import type { Manifest } from '../../../../lib';
import type { Call } from '../rbac/call';
import { call, post } from '../rbac/requests';
import { RED } from './attacked';

const SAFE = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

type Fields = Readonly<Record<string, unknown>>;

/** A pod as a member may create it, apart from what is changed. */
export function pod(spec: Fields = {}, container: Fields = {}): Manifest {
  const main = {
    name: 'main',
    image: 'registry.example.com/red/shop:1.0.0',
    imagePullPolicy: 'Always',
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
    securityContext: SAFE,
    ...container,
  };
  return object('v1', 'Pod', { spec: { containers: [main], nodeSelector: { pool: 'red' }, ...spec } });
}

/** A Deployment whose pods have annotations. */
export function annotated(annotations: Fields): Manifest {
  const { metadata, spec, ...rest } = deployment() as Manifest & { spec: { template: Manifest } };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, annotations } };
  return { ...rest, metadata, spec: { ...spec, template } } as Manifest;
}

/** Security settings of a container that is safe but for what is changed. */
export function unsafe(change: Fields): Fields {
  return { securityContext: { ...SAFE, ...change } };
}

/** A Deployment of such a pod. */
export function deployment(spec: Fields = {}, container: Fields = {}): Manifest {
  const labels = { app: 'shop' };
  const template = { metadata: { labels }, spec: pod(spec, container).spec };
  return object('apps/v1', 'Deployment', { spec: { selector: { matchLabels: labels }, template } });
}

export function service(spec: Fields = {}, annotations?: Fields): Manifest {
  const whole = { selector: { app: 'shop' }, ports: [{ port: 80 }], ...spec };
  return object('v1', 'Service', { spec: whole }, annotations);
}

/** A route of the Gateway API. */
export function route(spec: Fields = {}): Manifest {
  const whole = { hostnames: ['shop.red.example.com'], parentRefs: [{ name: 'own' }], ...spec };
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', { spec: whole });
}

export function ingress(host: string | undefined, spec: Fields = {}, annotations: Fields = {}): Manifest {
  const backend = { service: { name: 'shop', port: { number: 80 } } };
  const http = { paths: [{ path: '/', pathType: 'Prefix', backend }] };
  const rules = [{ ...(host && { host }), http }];
  return object(
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { ingressClassName: 'nginx', rules, ...spec } },
    annotations,
  );
}

export function policy(spec: Fields): Manifest {
  const whole = {
    podSelector: {},
    policyTypes: Object.keys(spec).map((side) => (side === 'ingress' ? 'Ingress' : 'Egress')),
    ...spec,
  };
  return object('networking.k8s.io/v1', 'NetworkPolicy', { spec: whole });
}

export function binding(roleRef: Fields, subject: Fields): Manifest {
  return object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef },
    subjects: [subject],
  });
}

export function role(...rules: readonly Fields[]): Manifest {
  return object('rbac.authorization.k8s.io/v1', 'Role', { rules });
}

export function claim(spec: Fields = {}): Manifest {
  const whole = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    storageClassName: 'standard',
    ...spec,
  };
  return object('v1', 'PersistentVolumeClaim', { spec: whole });
}

/** An ephemeral volume, of such a claim. */
export function ephemeral(spec: Fields = {}, labels: Fields = {}): Fields {
  return {
    name: 'data',
    ephemeral: { volumeClaimTemplate: { metadata: { labels }, spec: claim(spec).spec } },
  };
}

export function object(apiVersion: string, kind: string, body: object, annotations?: Fields): Manifest {
  return {
    apiVersion,
    kind,
    metadata: { name: 'attack', ...(annotations && { annotations }) },
    ...body,
  } as Manifest;
}

const PLURALS: Readonly<Record<string, string>> = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  Endpoints: 'endpoints',
};

/** Creates an object in a namespace. */
export function create(manifest: Manifest, namespace: string = RED): Call {
  const { apiVersion, kind, metadata } = manifest;
  const base = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  return post(`${base}/namespaces/${namespace}/${plural}`, {
    ...manifest,
    metadata: { ...metadata, namespace },
  });
}

/** Changes an object. */
export function change(path: string, body: object): Call {
  return call('PATCH', path, { contentType: 'application/merge-patch+json', body });
}

export const remove = (path: string): Call => call('DELETE', path);
export const read = (path: string): Call => call('GET', path);
