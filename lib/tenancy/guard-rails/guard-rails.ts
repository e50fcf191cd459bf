import { Construct } from 'constructs';
import { addCheck, type Check, type Finding } from '../../core/check';
import { Cluster } from '../../core/cluster';
import { at, fail, pathOf } from '../../core/errors';
import { checkQualifiedName, LOCKED_LABEL } from '../../core/labels';
import { checkName } from '../../core/names';
import { perApp } from '../../core/per-app';
import { AdmissionPolicy, type Enforcement } from '../../policy/admission-policy';
import { registerAdministrator } from '../../rbac/administrators';
import { type KnownProps, refuseUnknown } from '../known-props';
import { TENANT_LABEL } from '../labels';
import { checkAccounts, type Subject } from '../subject';
import { tenantMapOf } from '../tenant-map';
import { Bound } from './bounds-annotations';
import { clusterRolesCheck } from './cluster-roles-check';
import { type Accounts, bounded } from './exempt';
import { exemptCheck } from './exempt-check';
import { unfinished } from './finishing';
import type { GuardRail, SharedFacts } from './guard-rail';
import { cordon } from './rules/cordon';
import { deletionProtection } from './rules/deletion-protection';
import { endpoints } from './rules/endpoints';
import { images } from './rules/images';
import { ingresses } from './rules/ingresses';
import { lockedObjects } from './rules/locked-objects';
import { namespaces } from './rules/namespaces';
import { networkPolicies } from './rules/network-policies';
import { podNetworks } from './rules/pod-networks';
import { roleBindings } from './rules/role-bindings';
import { routes } from './rules/routes';
import { scheduling } from './rules/scheduling';
import { services } from './rules/services';
import { sharedLabels } from './rules/shared-labels';
import { sharedMembers } from './rules/shared-members';
import { storage } from './rules/storage';

/** Props of {@link GuardRails}. */
export interface GuardRailsProps {
  /**
   * Who applies what the platform declares, such as the application controller of Argo CD, and its administrators: they are
   * free of every rule but deletion protection. Members of `system:masters` are as well. At least one: the rules would
   * otherwise stop the platform itself.
   */
  readonly administrators: readonly Subject[];
  /**
   * Accounts of operators that write network policies, role bindings or endpoints in the namespaces of tenants, or anything
   * in a namespace that tenants share. They are free of the rules on these, on labels and members of shared namespaces, and
   * of a cordon, and held to all others. None is an account in a namespace of a tenant, whose members could run pods as it.
   * @default - none
   */
  readonly operators?: readonly Subject[];
  /**
   * Further namespaces that network policies of members may open connections from and to, beside those of DNS, the ingress
   * controller and monitoring, as far as these take part.
   * @default - none
   */
  readonly sharedNamespaces?: readonly string[];
  /**
   * ClusterRoles that members may bind in their namespaces, as far as they have what these give.
   * @default - none; Roles of the namespace alone
   */
  readonly clusterRoles?: readonly string[];
  /**
   * Keys of further labels of tenants' namespaces that only administrators change: those by which other software selects
   * namespaces.
   * @default - none; those of this library and of pod security
   */
  readonly namespaceLabels?: readonly string[];
  /**
   * What happens to what breaks a rule. Roll out with `Warn` or `Audit` first; tenants' roles stay as strict as without
   * guard rails until it is `Deny`.
   * @default 'Deny'
   */
  readonly enforcement?: Enforcement;
}

const GUARD_RAILS_PROPS: KnownProps<GuardRailsProps> = {
  administrators: true,
  operators: true,
  sharedNamespaces: true,
  clusterRoles: true,
  namespaceLabels: true,
  enforcement: true,
};

/** A guard rail in force, as reports tell of it. */
export interface GuardRailSummary {
  /** Name of its policy. */
  readonly policy: string;
  /** What it does. */
  readonly does: string;
  /** Who is free of it, beside the controllers of Kubernetes. */
  readonly exempt: GuardRail['exempt'];
}

const guardRailsIn = perApp<string[]>('guard-rails', () => []);

/** The rules, in the order of the guide. */
export const GUARD_RAILS: readonly ((facts: SharedFacts) => GuardRail)[] = [
  lockedObjects,
  namespaces,
  networkPolicies,
  images,
  services,
  ingresses,
  routes,
  storage,
  scheduling,
  podNetworks,
  endpoints,
  roleBindings,
  cordon,
  deletionProtection,
  sharedLabels,
  sharedMembers,
];

/**
 * What holds the members of all tenants to their bounds: a policy a rule, however many tenants there are. Each reads what a
 * tenant may from the annotations of the namespace that something happens in. Everybody is held to the rules whom they do
 * not name.
 *
 * The rules on what objects are run at synth as well, over what the app has in the namespaces of tenants.
 */
export class GuardRails extends Construct {
  /** What happens to what breaks a rule. */
  readonly enforcement: Enforcement;
  /** The rules in force. */
  readonly rules: readonly GuardRailSummary[];

  /**
   * @throws PlatformError for a second one in an app, for a prop that there is not, without administrators, for what is no Subject, for one that is
   * everybody, for a name or label key that is none, and on a cluster that does not enforce ValidatingAdmissionPolicies
   */
  constructor(scope: Construct, id: string, props: GuardRailsProps) {
    super(scope, id);
    this.refuseSecond();
    at(this, undefined, () => refuseUnknown(props, GUARD_RAILS_PROPS));
    const { enforcement = 'Deny' } = props;
    const administrators = at(this, undefined, () => checkAccounts('administrators', props.administrators));
    const operators = at(this, undefined, () => checkAccounts('operators', props.operators ?? []));
    if (administrators.length === 0) {
      fail(this, 'administrators', {
        problem: 'is empty: the rules would stop the platform itself',
        given: administrators,
        allowed: 'at least one Subject, such as the account of the application controller of Argo CD',
      });
    }
    this.enforcement = enforcement;
    const facts = this.parseFacts(props, operators);
    this.rules = GUARD_RAILS.map((rule) => this.emitRule(rule(facts), { administrators, operators }));
    addCheck(this, statedBounds);
    addCheck(this, clusterRolesCheck(this, facts.clusterRoles));
    addCheck(this, exemptCheck(this, { administrators, operators }));
    addCheck(this, sharedNamespacesCheck(this, facts.sharedNamespaces));
    for (const { spec } of administrators) registerAdministrator(this, spec);
  }

  private refuseSecond(): void {
    const all = guardRailsIn(this);
    all.push(this.node.path);
    if (all.length === 1) return;
    fail(this, undefined, {
      problem: `is the second of the app, after [${all[0]}]: the policies of both would have the same names`,
      fix: 'let all tenants have the first one',
    });
  }

  private parseFacts(props: GuardRailsProps, operators: readonly Subject[]): SharedFacts {
    const { sharedNamespaces = [], clusterRoles = [], namespaceLabels = [] } = props;
    return {
      cluster: Cluster.of(this),
      sharedNamespaces: at(this, 'sharedNamespaces', () =>
        sharedNamespaces.map((name) => checkName('dns-label', name)),
      ),
      operatorNamespaces: operators.flatMap(({ spec: { namespace } }) => namespace ?? []),
      clusterRoles: at(this, 'clusterRoles', () =>
        clusterRoles.map((name) => checkName('path-segment', name)),
      ),
      namespaceLabels: at(this, 'namespaceLabels', () => namespaceLabels.map(checkQualifiedName)),
    };
  }

  private emitRule({ name, does, exempt, ...rule }: GuardRail, accounts: Accounts): GuardRailSummary {
    const policy = new AdmissionPolicy(this, name, {
      name: `tenant-${name}`,
      namespaceSelector: { matchExpressions: [{ key: TENANT_LABEL, operator: 'Exists' }] },
      matchConditions: [...bounded(exempt, accounts), ...unfinished(rule)],
      exemptAtSynth: { [LOCKED_LABEL]: 'true' },
      enforcement: this.enforcement,
      ...rule,
    });
    return { policy: policy.name, does, exempt };
  }
}

/** What every tenant may open connections from and to is no tenant's. */
function sharedNamespacesCheck(guardRails: Construct, sharedNamespaces: readonly string[]): Check {
  return (objects) => {
    const tenants = tenantMapOf(objects, guardRails.node.root);
    return sharedNamespaces.flatMap((given, index): readonly Finding[] => {
      const tenant = tenants.of(given);
      if (!tenant) return [];
      return [
        {
          path: pathOf(guardRails),
          prop: `sharedNamespaces[${index}]`,
          problem: `is a namespace of tenant ${tenant.name}: members of all others could open connections to it`,
          given,
          allowed: 'namespaces of the platform',
          fix: 'let each tenant that is to connect to it permit so: `tenant.permitConnectionsTo(other)`',
        },
      ];
    });
  };
}

/** Whoever states no bounds may do nothing that is bounded. */
const statedBounds: Check = (objects) =>
  objects
    .ofKind('', 'Namespace')
    .filter(({ manifest: { metadata } }) => {
      const isTenants = metadata.labels?.[TENANT_LABEL] !== undefined;
      return isTenants && metadata.annotations?.[Bound.NAMESPACES] === undefined;
    })
    .map(({ path, identity }) => ({
      path,
      problem:
        'is the namespace of a tenant that states no bounds, so that the guard rails of this app refuse its workloads',
      given: identity,
      fix: 'pass `guardRails` to the Tenant, and `allowed` where the defaults are too strict',
    }));
