import { Chart } from 'cdk8s';
import type { Delivery, PlatformApp } from '../core/app';
import { fail, PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import type { Unit } from '../core/unit';
import { Wave } from '../core/wave';
import { AppProject } from './app-project';
import { Application, checkApplicationName } from './application';
import type { ArgoCdProps } from './argo-cd-props';
import { APP_PROJECT, APPLICATION, ARGO_CD_NAMESPACE } from './argo-resources';
import { type Destination, IN_CLUSTER } from './destination';
import { checkResourceKind } from './resource-kind';
import { checkRepoUrl, checkRevision, checkServer, normalizePath } from './source';
import { checkRetryLimit } from './sync-policy';
import { refuseSharedNames, type UnitDelivery, unitDelivery } from './unit-delivery';

/**
 * Delivers an app by Argo CD: one Application for each chart, one for the Applications themselves (app of apps),
 * and a project that permits exactly the namespaces and kinds that the app has.
 *
 * All of it is in the chart `argocd`. Apply that once by hand, from then on it delivers itself:
 * `kubectl apply -f dist/argocd/argocd.k8s.yaml`.
 *
 * - Each Application is applied at the lowest wave of its objects: definitions and operators before what uses
 *   them. Argo CD waits for one wave before the next only where it is told the health of an Application, which
 *   it is not by default: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app.
 *   Otherwise they start together, and those that come too early are retried.
 * - A chart that is dropped from the app loses its Application, and leaves its objects in the cluster.
 * - Argo CD does not see, and so does not prune, what its project does not permit. When the last object of a
 *   kind or a namespace is dropped from the app, list that kind or namespace here until the object is gone.
 * - Argo CD should track objects by annotation, as it does since 3.0. By label, it would overwrite
 *   `app.kubernetes.io/instance`, which belongs to the applications.
 * - Whoever may write to the repository may change the project as well: it guards against accidents.
 */
export class ArgoCd implements Delivery {
  readonly chartId = 'argocd';

  private readonly props: ArgoCdProps;
  private readonly path: string;
  private readonly namespace: string;
  private readonly root: string;
  private readonly server: string;

  /** @throws PlatformError for a prop that is not valid */
  constructor(props: ArgoCdProps) {
    this.props = props;
    inProp('repoUrl', () => checkRepoUrl(props.repoUrl));
    this.path = inProp('path', () => normalizePath(props.path ?? 'dist'));
    inProp('targetRevision', () => checkRevision(props.targetRevision ?? 'HEAD'));
    this.namespace = inProp('namespace', () => checkName('dns-label', props.namespace ?? ARGO_CD_NAMESPACE));
    this.root = inProp('name', () => checkApplicationName(props.name ?? 'platform'));
    this.server = inProp('server', () => checkServer(props.server ?? IN_CLUSTER));
    inProp('project', () => checkName('dns-subdomain', props.project ?? 'platform'));
    const { prefix, retryLimit, namespaces, clusterResourceWhitelist, namespaceResourceWhitelist } = props;
    if (prefix !== undefined) inProp('prefix', () => checkName('dns-label', prefix));
    if (retryLimit !== undefined) inProp('retryLimit', () => checkRetryLimit(retryLimit));
    inProp('namespaces', () => namespaces?.map((namespace) => checkName('dns-label', namespace)));
    inProp('clusterResourceWhitelist', () => clusterResourceWhitelist?.map(checkResourceKind));
    inProp('namespaceResourceWhitelist', () => namespaceResourceWhitelist?.map(checkResourceKind));
  }

  /**
   * Adds the chart `argocd` to an app.
   * @throws PlatformError when the id is taken, or two charts lead to one Application
   */
  deliver(app: PlatformApp, units: readonly Unit[]): Chart {
    if (app.node.tryFindChild(this.chartId)) {
      fail(app, undefined, {
        problem: `already has a construct "${this.chartId}", where ArgoCd puts its Applications`,
        fix: 'give that one another id',
      });
    }
    const deliveries = units.map((unit) => unitDelivery(unit, this.props.prefix));
    refuseSharedNames(deliveries, this.root);
    const chart = new Chart(app, this.chartId);
    const project = this.createProject(chart, deliveries);
    for (const delivery of deliveries) this.deliverUnit(chart, project, delivery);
    this.deliverItself(chart, project, deliveries);
    return chart;
  }

  private createProject(chart: Chart, deliveries: readonly UnitDelivery[]): AppProject {
    const { props } = this;
    const own = { server: IN_CLUSTER, namespace: this.namespace };
    return new AppProject(chart, 'AppProject', {
      name: props.project ?? 'platform',
      namespace: this.namespace,
      description: 'The namespaces and kinds of the charts of one cdk8s-platform app.',
      sourceRepos: [props.repoUrl],
      destinations: [
        own,
        ...(props.namespaces ?? []).map((namespace) => ({ server: this.server, namespace })),
        ...deliveries.flatMap((delivery) => this.destinations(delivery)),
      ],
      clusterResourceWhitelist: [
        ...(props.clusterResourceWhitelist ?? []),
        ...deliveries.flatMap((delivery) => delivery.clusterKinds),
      ],
      namespaceResourceWhitelist: [
        APPLICATION,
        APP_PROJECT,
        ...(props.namespaceResourceWhitelist ?? []),
        ...deliveries.flatMap((delivery) => delivery.namespacedKinds),
      ],
      // An Application whose project is not there yet is an error until it is.
      wave: Math.min(Wave.DEFINITIONS, ...deliveries.map(({ wave }) => wave)) - 1,
    });
  }

  /** Argo CD wants a namespace that the project permits even of an Application whose objects have none. */
  private destinations({ namespaces }: UnitDelivery): readonly [Destination, ...Destination[]] {
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
      path: this.chartId,
      file: `${this.chartId}.k8s.yaml`,
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

/** The delivery is stated before there is a tree: messages name the prop after `ArgoCd`. */
function inProp<T>(prop: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new PlatformError(error.problem, { path: 'ArgoCd', prop });
  }
}
