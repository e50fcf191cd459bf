import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Application,
  type ApplicationProps,
  AppProject,
  type AppProjectProps,
  ArgoCd,
  type ArgoCdProps,
  Namespace,
  PlatformApp,
  type SyncPolicyProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import {
  accountName,
  destination,
  projectRole,
  repoPath,
  repoUrl,
  resourceKind,
  revision,
  server,
  serviceAccount,
} from '../values/argo';
import { labels } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { type Fields, full, mostly, partial } from '../values/records';
import { text } from '../values/texts';

const wave = mostly(fc.integer({ min: -50, max: 50 }), fc.constantFrom(2 ** 53 - 1, -(2 ** 53 - 1)));
const kinds = fc.array(resourceKind, { maxLength: 4 });

/** An object of Argo CD: its id and its props. */
export interface ArgoCase<Props> {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: Props;
}

const project: fc.Arbitrary<AppProjectProps> = fc
  .tuple(
    full<Pick<AppProjectProps, 'sourceRepos' | 'destinations' | 'namespaceResourceWhitelist'>>({
      sourceRepos: fc.array(repoUrl, { minLength: 1, maxLength: 3 }),
      destinations: fc.array(destination, { minLength: 1, maxLength: 4 }),
      namespaceResourceWhitelist: kinds,
    }),
    partial<Omit<AppProjectProps, 'sourceRepos' | 'destinations' | 'namespaceResourceWhitelist'>>({
      name: dnsSubdomain,
      namespace: dnsLabel,
      description: mostly(text, fc.constantFrom('x'.repeat(255), '\u{1f4be}'.repeat(127))),
      clusterResourceWhitelist: kinds,
      warnOfOrphanedResources: fc.boolean(),
      sourceNamespaces: fc.array(dnsLabel, { maxLength: 3 }),
      serviceAccounts: fc.uniqueArray(serviceAccount, {
        maxLength: 3,
        selector: ({ namespace }) => namespace,
      }),
      roles: fc.uniqueArray(projectRole, { maxLength: 3, selector: ({ name }) => name }),
      labels,
      wave,
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));

/** {@link AppProject} under test. */
export const appProject: Subject<ArgoCase<AppProjectProps>> = {
  name: 'AppProject',
  props: full<ArgoCase<AppProjectProps>>({ id: dnsSubdomain, props: project }),
  declare: (cluster, { id, props }) => inChart(cluster, (chart) => new AppProject(chart, id, props)),
};

const syncFields: Fields<SyncPolicyProps> = {
  automated: fc.boolean(),
  prune: fc.boolean(),
  selfHeal: fc.boolean(),
  retryLimit: fc.integer({ min: 1, max: 100 }),
  failOnSharedResource: fc.boolean(),
};

const applicationName = dnsSubdomain.map((name) => name.slice(0, 63).replace(/[.-]+$/, ''));
const application: fc.Arbitrary<ApplicationProps> = fc
  .tuple(
    full<Pick<ApplicationProps, 'project' | 'repoUrl' | 'path' | 'destination'>>({
      project: dnsSubdomain,
      repoUrl,
      path: repoPath,
      destination,
    }),
    partial<Omit<ApplicationProps, 'project' | 'repoUrl' | 'path' | 'destination'>>({
      ...syncFields,
      name: applicationName,
      namespace: dnsLabel,
      targetRevision: revision,
      include: text,
      wave,
      manifestGeneratePaths: fc.array(text, { maxLength: 3 }),
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));

/** {@link Application} under test. */
export const argoApplication: Subject<ArgoCase<ApplicationProps>> = {
  name: 'Application',
  props: full<ArgoCase<ApplicationProps>>({
    id: applicationName,
    props: application,
  }),
  declare: (cluster, { id, props }) => inChart(cluster, (chart) => new Application(chart, id, props)),
};

/** An app of some charts that Argo CD delivers. */
export interface DeliveryCase {
  /** The repository. */
  readonly repoUrl: string;
  /** Other props of the delivery. */
  readonly props: Partial<ArgoCdProps>;
  /** Ids of the charts, each with a namespace. */
  readonly charts: readonly string[];
}

/** The delivery by {@link ArgoCd} under test. */
export const delivery: Subject<DeliveryCase> = {
  name: 'ArgoCd',
  props: full<DeliveryCase>({
    repoUrl,
    charts: fc.uniqueArray(
      dnsLabel.filter((id) => id !== 'argocd'),
      { minLength: 1, maxLength: 4 },
    ),
    props: partial<Omit<ArgoCdProps, 'repoUrl'>>({
      ...syncFields,
      path: repoPath,
      targetRevision: revision,
      namespace: dnsLabel,
      project: dnsSubdomain,
      name: mostly(fc.constantFrom('platform', 'root.of.all'), dnsLabel),
      prefix: fc.stringMatching(/^[a-z0-9]{1,8}$/),
      server,
      namespaces: fc.array(dnsLabel, { maxLength: 3 }),
      clusterResourceWhitelist: kinds,
      namespaceResourceWhitelist: kinds,
      serviceAccount: accountName,
      lockDefaultProject: fc.boolean(),
    }),
  }),
  declare: (cluster, { repoUrl: url, props, charts }) => {
    const app = new PlatformApp({ cluster, delivery: new ArgoCd({ repoUrl: url, ...props }) });
    for (const id of charts) new Namespace(new Chart(app, id), id);
    return app;
  },
};
