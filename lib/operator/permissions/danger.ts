import type { Grant } from '../../core/policy-rules';
import { RBAC_GROUP, READ, WRITE } from '../../core/rbac-terms';

/** A power that gives more than its rule says. */
export interface Danger {
  /** What its holder may do by it, as a phrase that follows "may". */
  readonly power: string;
  /** The verbs of the rule that give it. */
  readonly verbs: readonly string[];
  /**
   * An error takes a reason; a warning is told and takes none.
   */
  readonly severity: 'error' | 'warning';
}

interface Power {
  readonly groups: readonly string[];
  readonly resources: readonly string[] | 'any';
  readonly verbs: readonly string[] | 'any';
  readonly power: string;
  /** Given in the whole cluster alone; in some namespaces it is what it says. */
  readonly onlyWide?: true;
  /** Given on all objects alone; on named ones it is what it says. */
  readonly onlyUnnamed?: true;
  /** What is not refused, but told. */
  readonly warning?: true;
}

const CHANGE = [...WRITE, 'delete', 'deletecollection'];

/**
 * The powers that the documentation of Kubernetes names as ways to more: wildcards, Secrets, pods and what makes them,
 * volumes, nodes/proxy, escalate, bind, impersonate, certificates, tokens, webhooks and namespaces.
 * Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 *
 * Beside these: writing roles, by which an operator gives on what it has; entering pods; proxies to pods and services,
 * which go around network policies; and two more that intercept objects as webhooks do, APIServices and the conversion
 * of custom kinds, whose definitions hold all their objects as well.
 *
 * A read of Secrets in stated namespaces is what it says, and so is a write of a named one.
 */
const POWERS: readonly Power[] = [
  {
    groups: [''],
    resources: ['secrets'],
    verbs: WRITE,
    onlyUnnamed: true,
    power:
      'get the token of every ServiceAccount beside a Secret, by its type, and replace what others trust',
  },
  {
    groups: [''],
    resources: ['secrets'],
    verbs: READ,
    onlyUnnamed: true,
    onlyWide: true,
    power: 'read every Secret of the cluster',
  },
  {
    groups: [RBAC_GROUP],
    resources: 'any',
    verbs: ['escalate', 'bind'],
    power: 'give and take rights that it does not have',
  },
  {
    groups: [''],
    resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy'],
    verbs: 'any',
    power: 'act inside of what runs, with its rights',
  },
  {
    groups: [''],
    resources: ['pods/ephemeralcontainers'],
    verbs: WRITE,
    power: 'act inside of what runs, with its rights',
  },
  {
    groups: [''],
    resources: ['nodes/proxy'],
    verbs: 'any',
    power: 'run commands in every pod of a node, past audit and admission, even where it may only read',
  },
  {
    groups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
    power: 'act as any ServiceAccount',
  },
  {
    groups: [''],
    resources: ['persistentvolumes'],
    verbs: ['create'],
    power: 'reach the file systems of nodes, by volumes of `hostPath`',
  },
  {
    groups: [''],
    resources: ['namespaces'],
    verbs: CHANGE,
    power: 'loosen pod security and network policies by labels of namespaces, and delete all that is in one',
  },
  {
    groups: ['certificates.k8s.io'],
    resources: [
      'certificatesigningrequests/approval',
      'certificatesigningrequests/nodeclient',
      'certificatesigningrequests/selfnodeclient',
      'certificatesigningrequests/status',
      'signers',
    ],
    verbs: 'any',
    power: 'have certificates issued for any user of the cluster',
  },
  {
    groups: [RBAC_GROUP],
    resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
    verbs: WRITE,
    power: 'give what it has to anybody',
  },
  {
    groups: ['admissionregistration.k8s.io'],
    resources: 'any',
    verbs: CHANGE,
    power: 'read, change and refuse whatever is admitted to the cluster',
  },
  {
    groups: ['apiregistration.k8s.io'],
    resources: ['apiservices'],
    verbs: CHANGE,
    power: 'have requests to the API answered by others',
  },
  {
    groups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: CHANGE,
    power:
      'have every object of a custom kind converted by others, and delete them all with their definition',
  },
  {
    groups: ['', 'apps', 'batch'],
    resources: [
      'pods',
      'replicationcontrollers',
      'daemonsets',
      'deployments',
      'replicasets',
      'statefulsets',
      'cronjobs',
      'jobs',
    ],
    verbs: WRITE,
    onlyWide: true,
    warning: true,
    power: 'read every Secret of the cluster and act as every ServiceAccount, by the pods that it makes',
  },
];

/** `impersonate`, and the verbs that newer versions limit it by: `impersonate-on:user-info:list`. */
const IMPERSONATE = /^impersonate($|[-:])/;

/**
 * The powers that a grant gives beyond what it says.
 * @param wide whether it is given in the whole cluster
 */
export function dangersOf(grant: Grant, wide: boolean): readonly Danger[] {
  const { group, resource, verbs } = grant;
  if (group === '*' || resource.includes('*') || verbs.includes('*')) {
    const power = 'do what no list tells, now and with every kind that is added';
    return [{ power, verbs, severity: 'error' }];
  }
  const impersonate = verbs.filter((verb) => IMPERSONATE.test(verb));
  return [
    ...(impersonate.length > 0
      ? [{ power: 'act as others', verbs: impersonate, severity: 'error' } as const]
      : []),
    ...POWERS.flatMap((power): readonly Danger[] => {
      if (!power.groups.includes(group) || !has(power.resources, resource)) return [];
      if ((power.onlyWide && !wide) || (power.onlyUnnamed && isNamed(grant))) return [];
      const dangerous = verbs.filter((verb) => has(power.verbs, verb));
      if (dangerous.length === 0) return [];
      return [{ power: power.power, verbs: dangerous, severity: power.warning ? 'warning' : 'error' }];
    }),
  ];
}

/** RBAC takes no names for all names. */
function isNamed({ resourceNames = [] }: Grant): boolean {
  return resourceNames.length > 0;
}

function has(list: readonly string[] | 'any', item: string): boolean {
  return list === 'any' || list.includes(item);
}
