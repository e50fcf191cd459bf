import type { Manifest } from '../../../lib';
import { TENANT_LABEL } from '../../../lib';
import { named, object, podMakers, podSpec } from './objects';

/** The namespace that two tenants share, `ann` and `bob`. */
export const ROOM = 'guarded-room';

/** An object in a shared namespace that synth and a guard rail take or refuse, each in its own words. */
export interface SharedRow {
  /** What it is. */
  readonly what: string;
  readonly object: Manifest;
  /** What the refusal in the cluster says; `undefined` where it is taken. */
  readonly says?: string;
  /**
   * What the finding of synth says.
   * @default - synth finds nothing
   */
  readonly finds?: string;
}

type Labels = Readonly<Record<string, string>>;

const APP = { app: 'judged' };
const label = (tenant: string | undefined): Labels =>
  tenant === undefined ? {} : { [TENANT_LABEL]: tenant };
const ANN = label('ann');

/** An object in the shared namespace. */
export function inRoom(
  apiVersion: string,
  kind: string,
  body: Readonly<Record<string, unknown>>,
  labels: Labels = ANN,
  name = 'judged',
): Manifest {
  return object(apiVersion, kind, body, { name, namespace: ROOM, labels: { ...APP, ...labels } });
}

/** The objects that make pods, of ann; their pods and what these are selected by, of whomever. */
function makersOf(pods: string, isSelected = true): readonly Manifest[] {
  const template = (spec: unknown) => ({ metadata: { labels: { ...APP, ...label(pods) } }, spec });
  const selector = { ...APP, ...(isSelected && label(pods)) };
  return podMakers(podSpec())
    .filter(({ kind }) => kind !== 'Pod')
    .map(({ apiVersion, kind, ...made }) => {
      const spec = made.spec as object;
      switch (kind) {
        case 'PodTemplate':
          return inRoom(apiVersion, kind, { template: template(podSpec()) });
        case 'CronJob':
        case 'Job': {
          const job = { template: template(podSpec({ restartPolicy: 'Never' })) };
          return inRoom(apiVersion, kind, {
            spec: kind === 'Job' ? job : { ...spec, jobTemplate: { spec: job } },
          });
        }
        case 'ReplicationController':
          return inRoom(apiVersion, kind, { spec: { selector, template: template(podSpec()) } });
        default:
          return inRoom(apiVersion, kind, {
            spec: { ...spec, selector: { matchLabels: selector }, template: template(podSpec()) },
          });
      }
    });
}

/** A Deployment of a tenant, named after it. */
export function deploymentOf(tenant: string): Manifest {
  const labels = { ...APP, ...label(tenant) };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec() } };
  return inRoom('apps/v1', 'Deployment', { spec }, label(tenant), tenant);
}

/** A pod of somebody, named after whom it is of. */
export function podOf(tenant: string | undefined, name = tenant ?? 'judged'): Manifest {
  return inRoom('v1', 'Pod', { spec: podSpec() }, label(tenant), name);
}

const ports = [{ port: 80 }];
const service = (selector: Labels | undefined): Manifest =>
  inRoom('v1', 'Service', { spec: { ports, ...(selector && { selector }) } });
const budget = (matchLabels: Labels): Manifest =>
  inRoom('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels } } });
const policy = (spec: object, podSelector: object = { matchLabels: ANN }): Manifest =>
  inRoom('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector, ...spec } });
const from = (...peers: readonly object[]): Manifest =>
  policy({ ingress: [{ from: peers }], policyTypes: ['Ingress'] });
const to = (...peers: readonly object[]): Manifest =>
  policy({ egress: [{ to: peers }], policyTypes: ['Egress'] });
const pods = (matchLabels: object): object => ({ podSelector: { matchLabels } });
const expression = (operator: string): object => ({
  podSelector: { matchExpressions: [{ key: TENANT_LABEL, operator, values: ['ann'] }] },
});
/** A Job that says itself which pods are its own. */
const chooser = (matchLabels: Labels): Manifest => {
  const template = { metadata: { labels: { ...APP, ...ANN } }, spec: podSpec({ restartPolicy: 'Never' }) };
  return inRoom('batch/v1', 'Job', { spec: { manualSelector: true, selector: { matchLabels }, template } });
};
const binding = inRoom('rbac.authorization.k8s.io/v1', 'RoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'judged' },
  subjects: [{ kind: 'ServiceAccount', name: 'judged', namespace: ROOM }],
});

const TAKEN: Readonly<Record<string, Manifest>> = {
  'a pod of a tenant': podOf('ann', 'judged'),
  'a pod of the other tenant': podOf('bob', 'judged'),
  'a ConfigMap of a tenant': inRoom('v1', 'ConfigMap', {}),
  'a Service of its own pods': service({ ...APP, ...ANN }),
  'a Service of no pods': service(undefined),
  'a disruption budget of its own pods': budget(ANN),
  'a Job that chooses its own pods': chooser({ ...APP, ...ANN }),
  'a policy that denies': policy({ policyTypes: ['Ingress', 'Egress'] }),
  'from its own pods': from(pods({ ...APP, ...ANN })),
  'from and to its own pods through the name of the namespace': policy({
    ingress: [{ from: [{ ...named(ROOM), ...pods(ANN) }] }],
    egress: [{ to: [{ ...named(ROOM), ...pods(ANN) }] }],
    policyTypes: ['Ingress', 'Egress'],
  }),
  'from the ingress controller': from(named('ingress-nginx')),
  'from namespaces elsewhere, by a list': from(named('ingress-nginx', 'monitoring')),
  ...Object.fromEntries(makersOf('ann').map((made) => [`a ${made.kind} of its own pods`, made])),
};

const OBJECT = `the label ${TENANT_LABEL} must be one of these: ann, bob`;
const UNOWNED = 'does not say which of the tenants it belongs to';
const PODS = 'the pods that it makes must carry the label';
const NOT_OWN_PODS = 'is not that of its tenant';
const SELECTS = 'it selects pods of other tenants';
const SELECTING = 'selects pods of other tenants of the namespace as well';
const PEER = 'a peer may be pods of another tenant';
const REACHING = 'may be pods of another tenant of the namespace';

const REFUSED: Readonly<Record<string, readonly [Manifest, says: string, finds: string | undefined]>> = {
  'a pod of nobody': [podOf(undefined), OBJECT, UNOWNED],
  'a pod of a tenant that is elsewhere': [podOf('guarded'), OBJECT, UNOWNED],
  'a pod of two tenants at once': [podOf('ann-bob'), OBJECT, UNOWNED],
  'a Secret of nobody': [inRoom('v1', 'Secret', {}, {}), OBJECT, UNOWNED],
  'an account of nobody': [inRoom('v1', 'ServiceAccount', {}, {}), OBJECT, UNOWNED],
  'a Service of all pods of a name': [service(APP), SELECTS, SELECTING],
  'a Service of pods of the other tenant': [service(label('bob')), SELECTS, SELECTING],
  'a disruption budget of all pods': [budget({}), SELECTS, SELECTING],
  'a Job that chooses pods of others as well': [chooser(APP), SELECTS, SELECTING],
  'a policy of all pods': [policy({ policyTypes: ['Ingress'] }, {}), SELECTS, SELECTING],
  'a policy of pods of the other tenant': [
    policy({ policyTypes: ['Ingress'] }, { matchLabels: label('bob') }),
    SELECTS,
    SELECTING,
  ],
  'a policy of whatever is not of the tenant': [
    policy({ policyTypes: ['Ingress'] }, { matchExpressions: [{ key: TENANT_LABEL, operator: 'Exists' }] }),
    SELECTS,
    SELECTING,
  ],
  'from all pods of the namespace': [from({ podSelector: {} }), PEER, REACHING],
  'from pods of the other tenant': [from(pods(label('bob'))), PEER, REACHING],
  'from pods of the other tenant, after its own': [from(pods(ANN), pods(label('bob'))), PEER, REACHING],
  'from whoever is not the tenant': [from(expression('NotIn')), PEER, REACHING],
  'from the namespace by its name': [from(named(ROOM)), PEER, REACHING],
  'to the namespace in a list': [to(named(ROOM, 'guarded-shared')), PEER, REACHING],
  'to all pods of the namespace': [to({ podSelector: {} }), PEER, REACHING],
  'a role binding': [binding, 'it is made by the platform alone', 'binds a role in a namespace'],
  ...Object.fromEntries(
    makersOf('bob').map((made) => [
      `a ${made.kind} of pods of the other tenant`,
      // Synth looks into no PodTemplate, of which nothing makes pods.
      [made, PODS, made.kind === 'PodTemplate' ? undefined : NOT_OWN_PODS] as const,
    ]),
  ),
  ...Object.fromEntries(
    makersOf('ann', false)
      .filter(({ kind }) => kind !== 'PodTemplate' && !kind.endsWith('Job'))
      .map((made) => [`a ${made.kind} that takes over pods of others`, [made, SELECTS, SELECTING] as const]),
  ),
};

/** Every row. */
export const SHARED_TABLE: readonly SharedRow[] = [
  ...Object.entries(TAKEN).map(([what, taken]) => ({ what, object: taken })),
  ...Object.entries(REFUSED).map(([what, [refused, says, finds]]) => ({
    what,
    object: refused,
    says,
    finds,
  })),
];
