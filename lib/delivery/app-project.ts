import { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { at, fail } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import { APP_PROJECT, ARGO_CD_NAMESPACE } from './argo-resources';
import { checkDestination, type Destination } from './destination';
import { type ProjectRole, renderRole } from './project-role';
import { checkResourceKind, type ResourceKind } from './resource-kind';
import { checkRepoUrl } from './source';
import { renderServiceAccount, type SyncServiceAccount } from './sync-service-account';
import { checkWave } from './wave';

/** Props of {@link AppProject}. */
export interface AppProjectProps {
  /**
   * Name of the project.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace that Argo CD is installed in.
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * What the project is for, at most 255 characters.
   * @default - none
   */
  readonly description?: string;
  /** URLs of the repositories that it trusts, at least one; no patterns. */
  readonly sourceRepos: readonly string[];
  /** Namespaces that it may deliver to, at least one; no patterns. */
  readonly destinations: readonly Destination[];
  /**
   * Cluster-scoped kinds that it may deliver.
   * @default - none
   */
  readonly clusterResourceWhitelist?: readonly ResourceKind[];
  /** Namespaced kinds that it may deliver; none when empty. */
  readonly namespaceResourceWhitelist: readonly ResourceKind[];
  /**
   * Whether Argo CD warns of objects in its namespaces that belong to no Application.
   * @default false
   */
  readonly warnOfOrphanedResources?: boolean;
  /**
   * Namespaces beside Argo CD's own in which Applications of the project may be created; no patterns. Argo CD must be told
   * of them as well, by `application.namespaces`.
   * @default - none
   */
  readonly sourceNamespaces?: readonly string[];
  /**
   * Accounts that Argo CD syncs as, one for each namespace; it heeds them where it impersonates alone.
   * Source: https://argo-cd.readthedocs.io/en/latest/operator-manual/app-sync-using-impersonation/
   * @default - none: where Argo CD impersonates, nothing is synced
   */
  readonly serviceAccounts?: readonly SyncServiceAccount[];
  /**
   * Members of the project.
   * @default - those alone whom Argo CD's own configuration lets in
   */
  readonly roles?: readonly ProjectRole[];
  /**
   * Labels of the object.
   * @default - none
   */
  readonly labels?: StringMap;
  /**
   * When an Application that delivers the project applies it: lower waves first.
   * @default 0
   */
  readonly wave?: number;
}

const MAX_DESCRIPTION = 255;

/**
 * An Argo CD project that permits exactly what it lists: repositories, namespaces and kinds by name. Lists are
 * written in an order of their own, each item once.
 *
 * What a project does not permit, Argo CD neither applies nor sees in the cluster, and so does not prune either:
 * a kind or namespace that leaves a list leaves its live objects behind.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class AppProject extends Construct {
  static {
    markClass(AppProject, 'AppProject');
  }

  /** Name of the project. */
  readonly name: string;
  /** Namespace that Argo CD is installed in. */
  readonly namespace: string;
  /** URLs of the repositories that it trusts. */
  readonly sourceRepos: readonly string[];
  /** Namespaces that it may deliver to. */
  readonly destinations: readonly Required<Destination>[];
  /** The AppProject object. */
  readonly object: KubeObject;

  private readonly destinationKeys: ReadonlySet<string>;

  /** @throws PlatformError for a name, URL or kind that is a pattern or not valid, or a list that is empty */
  constructor(scope: Construct, id: string, props: AppProjectProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = props.namespace ?? ARGO_CD_NAMESPACE;
    this.sourceRepos = this.list('sourceRepos', props.sourceRepos, checkRepoUrl, (url) => url);
    this.destinations = this.list('destinations', props.destinations, checkDestination, keyOf);
    this.destinationKeys = new Set(this.destinations.map(keyOf));
    this.refuseEmpty('sourceRepos', this.sourceRepos);
    this.refuseEmpty('destinations', this.destinations);
    this.object = new KubeObject(
      this,
      'Resource',
      APP_PROJECT,
      { name: this.name, namespace: this.namespace, labels: props.labels },
      { spec: this.spec(props) },
      { wave: at(this, 'wave', () => checkWave(props.wave)) },
    );
  }

  /** Whether it may deliver to a namespace. */
  permits(destination: Destination): boolean {
    return this.destinationKeys.has(keyOf(checkDestination(destination)));
  }

  private spec(props: AppProjectProps): object {
    const clusterKinds = this.kinds('clusterResourceWhitelist', props.clusterResourceWhitelist ?? []);
    const namespacedKinds = this.kinds('namespaceResourceWhitelist', props.namespaceResourceWhitelist);
    const sourceNamespaces = this.checkSourceNamespaces(props.sourceNamespaces ?? []);
    const serviceAccounts = this.eachOnce(
      'serviceAccounts',
      props.serviceAccounts ?? [],
      renderServiceAccount,
      keyOf,
    );
    const roles = this.eachOnce(
      'roles',
      props.roles ?? [],
      (role) => renderRole(this.name, role),
      ({ name }) => name,
    );
    return {
      ...(props.description && { description: this.checkDescription(props.description) }),
      sourceRepos: this.sourceRepos,
      destinations: this.destinations,
      ...(clusterKinds.length > 0 && { clusterResourceWhitelist: clusterKinds }),
      // Of cluster-scoped kinds, Argo CD takes a list that is not there for none; of namespaced ones, for all.
      ...(namespacedKinds.length > 0
        ? { namespaceResourceWhitelist: namespacedKinds }
        : { namespaceResourceBlacklist: [{ group: '*', kind: '*' }] }),
      ...(props.warnOfOrphanedResources && { orphanedResources: { warn: true } }),
      ...(sourceNamespaces.length > 0 && { sourceNamespaces }),
      ...(serviceAccounts.length > 0 && { destinationServiceAccounts: serviceAccounts }),
      ...(roles.length > 0 && { roles }),
    };
  }

  private checkSourceNamespaces(names: readonly string[]): readonly string[] {
    const own = names.indexOf(this.namespace);
    if (own >= 0) {
      fail(this, `sourceNamespaces[${own}]`, {
        problem: 'is the namespace of Argo CD, in which Applications may take any project',
        given: this.namespace,
        allowed: 'other namespaces',
      });
    }
    return this.list(
      'sourceNamespaces',
      names,
      (name) => checkName('dns-label', name),
      (name) => name,
    );
  }

  private kinds(prop: string, kinds: readonly ResourceKind[]): readonly ResourceKind[] {
    return this.list(prop, kinds, checkResourceKind, ({ group, kind }) => `${group}/${kind}`);
  }

  private list<In, Out>(
    prop: string,
    items: readonly In[],
    check: (item: In) => Out,
    key: (item: Out) => string,
  ): readonly Out[] {
    const checked = items.map((item, index) => at(this, `${prop}[${index}]`, () => check(item)));
    return canonicalList(checked, key);
  }

  /** A list of which Argo CD refuses two with one key, where they say the same as well. */
  private eachOnce<In, Out>(
    prop: string,
    items: readonly In[],
    check: (item: In) => Out,
    key: (item: Out) => string,
  ): readonly Out[] {
    const checked = this.list(prop, items, check, key);
    if (checked.length === items.length) return checked;
    return fail(this, prop, { problem: 'has two items for one name or destination', given: items });
  }

  private refuseEmpty(prop: string, list: readonly unknown[]): void {
    if (list.length === 0) {
      fail(this, prop, {
        problem: 'is empty, so the project could deliver nothing',
        allowed: 'at least one',
      });
    }
  }

  private checkDescription(description: string): string {
    if (description.length <= MAX_DESCRIPTION) return description;
    return fail(this, 'description', {
      problem: `has ${description.length} characters`,
      allowed: `at most ${MAX_DESCRIPTION}`,
    });
  }
}

function keyOf({ server, namespace }: Required<Destination>): string {
  return `${server} ${namespace}`;
}
