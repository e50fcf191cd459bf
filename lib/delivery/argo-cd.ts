import { Chart } from 'cdk8s';
import { canonicalList } from '../core/canonical';
import { fail, inProp } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import { checkName } from '../core/names';
import type { Delivery, PlatformApp } from '../core/synth/app';
import type { Unit } from '../core/synth/unit';
import { Wave } from '../core/wave';
import { AppProject } from './app-project';
import { Application, checkApplicationName } from './application';
import type { ArgoCdProps } from './argo-cd-props';
import { APP_PROJECT, APPLICATION, ARGO_CD_NAMESPACE } from './argo-resources';
import { type Destination, IN_CLUSTER } from './destination';
import { OF_PLATFORM } from './platform-label';
import { checkResourceKind } from './resource-kind';
import { checkRepoUrl, checkRevision, checkServer, normalizePath } from './source';
import { STANDING_CLUSTER_KINDS, STANDING_NAMESPACED_KINDS } from './standing-kinds';
import { checkRetryLimit } from './sync-policy';
import {
  checkServiceAccount,
  type ServiceAccountName,
  type SyncServiceAccount,
} from './sync-service-account';
import { refuseSharedNames, type UnitDelivery, unitDelivery } from './unit-delivery';

/** Id of the chart, and so name of the folder, of what Argo CD itself is told. */
const CHART_ID = 'argocd';

/**
 * Delivers an app by Argo CD: one Application for each chart, one for the Applications themselves (app of apps),
 * and a project that permits exactly the namespaces that the app has, the cluster-scoped kinds that it has, and in
 * its namespaces the workload kinds and the custom kinds that it defines or has.
 *
 * All of it is in the chart `argocd`. Apply that once by hand, from then on it delivers itself:
 * `kubectl apply -f dist/argocd/argocd.k8s.yaml`.
 *
 * - Waves order the objects within an Application. Between Applications they order nothing by default: each has the
 *   lowest wave of its objects, but Argo CD takes an Application for done when it is applied, unless it is told the
 *   health of Applications. All start together then, and those that come too early are retried; docs/argo-cd.md has
 *   the health check, and says what it does not order either.
 *   Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 * - A chart that is dropped from the app loses its Application, and leaves its objects in the cluster.
 * - Argo CD does not see, and so does not prune, what its project does not permit. RBAC and the kinds of
 *   workloads are therefore always permitted; when the last object of another kind or the last of a namespace
 *   is dropped from the app, list that kind or namespace here until the object is gone.
 * - Argo CD should track objects by annotation, as it does since 3.0. By label, it would overwrite
 *   `app.kubernetes.io/instance`, which belongs to the applications.
 * - Whoever may write to the repository may change the project as well: it guards against accidents.
 */
export class ArgoCd implements Delivery {
  private readonly props: ArgoCdProps;
  private readonly path: string;
  private readonly namespace: string;
  private readonly root: string;
  private readonly server: string;

  /** @throws PlatformError for a prop that is not valid */
  constructor(props: ArgoCdProps) {
    this.props = props;
    inProp('ArgoCd.repoUrl', () => checkRepoUrl(props.repoUrl));
    this.path = inProp('ArgoCd.path', () => normalizePath(props.path ?? 'dist'));
    inProp('ArgoCd.targetRevision', () => checkRevision(props.targetRevision ?? 'HEAD'));
    this.namespace = inProp('ArgoCd.namespace', () =>
      checkName('dns-label', props.namespace ?? ARGO_CD_NAMESPACE),
    );
    this.root = inProp('ArgoCd.name', () => checkApplicationName(props.name ?? 'platform'));
    this.server = inProp('ArgoCd.server', () => checkServer(props.server ?? IN_CLUSTER));
    inProp('ArgoCd.project', () => checkName('dns-subdomain', props.project ?? 'platform'));
    const { serviceAccount } = props;
    if (serviceAccount) inProp('ArgoCd.serviceAccount', () => checkServiceAccount(serviceAccount));
    const { prefix, retryLimit, namespaces, clusterResourceWhitelist, namespaceResourceWhitelist } = props;
    if (prefix !== undefined) inProp('ArgoCd.prefix', () => checkName('dns-label', prefix));
    if (retryLimit !== undefined) inProp('ArgoCd.retryLimit', () => checkRetryLimit(retryLimit));
    inProp('ArgoCd.namespaces', () => namespaces?.map((namespace) => checkName('dns-label', namespace)));
    inProp('ArgoCd.clusterResourceWhitelist', () => clusterResourceWhitelist?.map(checkResourceKind));
    inProp('ArgoCd.namespaceResourceWhitelist', () => namespaceResourceWhitelist?.map(checkResourceKind));
  }

  /**
   * Adds the chart `argocd` to an app.
   * @throws PlatformError when the id is taken, or two charts lead to one Application
   */
  deliver(app: PlatformApp, units: readonly Unit[]): Chart {
    if (app.node.tryFindChild(CHART_ID)) {
      fail(app, undefined, {
        problem: `already has a construct "${CHART_ID}", where ArgoCd puts its Applications`,
        fix: 'give that one another id',
      });
    }
    const deliveries = units.map((unit) => unitDelivery(unit, this.props.prefix));
    refuseSharedNames(deliveries, this.root);
    const chart = new Chart(app, CHART_ID);
    const project = this.createProject(chart, deliveries);
    if (this.props.lockDefaultProject) this.lockDefaultProject(chart);
    for (const delivery of deliveries) this.deliverUnit(chart, project, delivery);
    this.deliverItself(chart, project, deliveries);
    return chart;
  }

  /**
   * Lists that are empty must be said to be: Argo CD creates the project with full ones, and applying leaves in place what
   * is not mentioned. It is kept from pruning, since Argo CD would create it anew as it was.
   * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project
   */
  private lockDefaultProject(chart: Chart): void {
    const spec = {
      description: 'Permits nothing.',
      sourceRepos: [],
      sourceNamespaces: [],
      destinations: [],
      clusterResourceWhitelist: [],
      namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
    };
    const metadata = { name: 'default', namespace: this.namespace };
    new KubeObject(chart, 'DefaultProject', APP_PROJECT, metadata, { spec }, { protect: true });
  }

  private createProject(chart: Chart, deliveries: readonly UnitDelivery[]): AppProject {
    const { props } = this;
    const own = { server: IN_CLUSTER, namespace: this.namespace };
    const destinations = [
      own,
      ...(props.namespaces ?? []).map((namespace) => ({ server: this.server, namespace })),
      ...deliveries.flatMap((delivery) => this.destinations(delivery)),
    ];
    const { serviceAccount } = props;
    return new AppProject(chart, 'AppProject', {
      name: props.project ?? 'platform',
      namespace: this.namespace,
      labels: OF_PLATFORM,
      description: 'The namespaces and kinds of the charts of one cdk8s-platform app.',
      sourceRepos: [props.repoUrl],
      destinations,
      serviceAccounts: serviceAccount && this.accounts(destinations, serviceAccount),
      clusterResourceWhitelist: [
        ...STANDING_CLUSTER_KINDS,
        ...(props.clusterResourceWhitelist ?? []),
        ...deliveries.flatMap((delivery) => delivery.clusterKinds),
      ],
      namespaceResourceWhitelist: [
        APPLICATION,
        APP_PROJECT,
        ...STANDING_NAMESPACED_KINDS,
        ...(props.namespaceResourceWhitelist ?? []),
        ...deliveries.flatMap((delivery) => delivery.namespacedKinds),
      ],
      // An Application whose project is not there yet is an error until it is.
      wave: Math.min(Wave.DEFINITIONS, ...deliveries.map(({ wave }) => wave)) - 1,
    });
  }

  private accounts(
    destinations: readonly Required<Destination>[],
    serviceAccount: ServiceAccountName,
  ): readonly SyncServiceAccount[] {
    const byKey = canonicalList(destinations, ({ server, namespace }) => `${server} ${namespace}`);
    return byKey.map((destination) => ({ ...destination, serviceAccount }));
  }

  /** Argo CD wants a namespace that the project permits even of an Application whose objects have none. */
  private destinations({
    namespaces,
  }: UnitDelivery): readonly [Required<Destination>, ...Required<Destination>[]] {
    const [first = this.namespace, ...others] = namespaces;
    const { server } = this;
    return [{ server, namespace: first }, ...others.map((namespace) => ({ server, namespace }))];
  }

  private deliverUnit(chart: Chart, project: AppProject, delivery: UnitDelivery): void {
    const { name, path, file, wave } = delivery;
    this.createApplication(chart, project, {
      name,
      path,
      file,
      wave,
      destination: this.destinations(delivery)[0],
    });
  }

  /**
   * The root Application is the last to be applied: it is one of the objects that it delivers, and where Argo CD
   * knows the health of Applications, it would otherwise wait for itself to be complete.
   */
  private deliverItself(chart: Chart, project: AppProject, deliveries: readonly UnitDelivery[]): void {
    this.createApplication(chart, project, {
      name: this.root,
      path: CHART_ID,
      file: `${CHART_ID}.k8s.yaml`,
      wave: Math.max(Wave.WORKLOADS, ...deliveries.map(({ wave }) => wave)) + 1,
      destination: { server: IN_CLUSTER, namespace: this.namespace },
    });
  }

  private createApplication(
    chart: Chart,
    project: AppProject,
    of: { name: string; path: string; file: string; wave: number; destination: Destination },
  ): void {
    const { repoUrl, targetRevision, automated, prune, selfHeal, retryLimit, failOnSharedResource } =
      this.props;
    new Application(chart, of.name, {
      namespace: this.namespace,
      project,
      repoUrl,
      targetRevision,
      automated,
      prune,
      selfHeal,
      retryLimit,
      failOnSharedResource,
      path: this.path === '.' ? of.path : `${this.path}/${of.path}`,
      include: of.file,
      manifestGeneratePaths: ['.'],
      destination: of.destination,
      wave: of.wave,
    });
  }
}
