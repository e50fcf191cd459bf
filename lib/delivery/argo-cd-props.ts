import type { ResourceKind } from './resource-kind';
import type { SyncPolicyProps } from './sync-policy';
import type { ServiceAccountName } from './sync-service-account';

/** Props of `ArgoCd`. */
export interface ArgoCdProps extends SyncPolicyProps {
  /** URL of the repository that the output directory is committed to, without credentials. */
  readonly repoUrl: string;
  /**
   * Where the output directory is in the repository.
   * @default 'dist'
   */
  readonly path?: string;
  /**
   * Branch, tag or commit that is delivered.
   * @default 'HEAD', the newest commit of the repository's default branch
   */
  readonly targetRevision?: string;
  /**
   * Namespace that Argo CD is installed in.
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * Name of the project that permits what the app delivers.
   * @default 'platform'
   */
  readonly project?: string;
  /**
   * Name of the root Application, which delivers the others.
   * @default 'platform'
   */
  readonly name?: string;
  /**
   * What the names of the other Applications start with, followed by `-`. Needed where one Argo CD delivers
   * several apps, or one app to several clusters: the names of Applications must differ.
   * @default - no prefix: `tenants/alpha` is delivered by `tenants-alpha`
   */
  readonly prefix?: string;
  /**
   * URL of the cluster that is delivered to, as Argo CD knows it.
   * @default 'https://kubernetes.default.svc', the cluster that Argo CD runs in
   */
  readonly server?: string;
  /**
   * Namespaces that the project permits beside those of the app's objects.
   * @default - none
   */
  readonly namespaces?: readonly string[];
  /**
   * Cluster-scoped kinds that the project permits beside those of the app's objects.
   * @default - none
   */
  readonly clusterResourceWhitelist?: readonly ResourceKind[];
  /**
   * Namespaced kinds that the project permits beside those of the app's objects.
   * @default - none
   */
  readonly namespaceResourceWhitelist?: readonly ResourceKind[];
  /**
   * Account that the charts of the app are synced as. Needed where Argo CD impersonates: without one it syncs nothing then.
   * It takes the rights of an administrator; Argo CD's own controller has them, usually
   * `{ namespace: 'argocd', name: 'argocd-application-controller' }`.
   * @default - none; Argo CD does not impersonate
   */
  readonly serviceAccount?: ServiceAccountName;
  /**
   * Whether the project `default` of Argo CD is emptied, which every Application is in that names none, and which permits
   * everything. Applications in it, of whatever app, are no longer synced then.
   * @default false
   */
  readonly lockDefaultProject?: boolean;
}
