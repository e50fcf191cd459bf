import { Construct } from 'constructs';
import { at, PlatformError } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import { checkName } from '../core/names';
import { GIT_REPOSITORY, KUSTOMIZATION } from '../installed/flux';
import { requireKind } from '../kind/required-kind';
import { SyncAccount, type SyncMembership } from '../tenancy/sync-account';
import type { Tenant } from '../tenancy/tenant';
import { checkRepoUrl, normalizePath } from './source';

/** Props of {@link FluxTenant}. */
export interface FluxTenantProps {
  /** The tenant. */
  readonly tenant: Tenant;
  /**
   * Namespace of the tenant that is delivered to.
   * @default - its only one
   */
  readonly namespace?: string;
  /**
   * Name of the GitRepository and of the Kustomization.
   * @default - the construct's id
   */
  readonly name?: string;
  /** URL of the repository, without credentials: `https://…` or `ssh://…`. */
  readonly repoUrl: string;
  /**
   * What of the repository is delivered, fully qualified: `refs/heads/main`, `refs/tags/v1.2.0`.
   * @default 'refs/heads/main'
   */
  readonly ref?: string;
  /**
   * Folder of the manifests, from the root of the repository.
   * @default '.', the root
   */
  readonly path?: string;
  /**
   * Name of the Secret of the namespace that has the credentials for the repository.
   * Source: https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference
   * @default - none; the repository is public
   */
  readonly secretName?: string;
  /**
   * What the repository may do in the namespace: what editors may, or what owners may.
   * @default 'editor'
   */
  readonly syncAs?: SyncMembership;
}

const REF = /^refs\/[^\s~^:?*[\\]+$/;

/**
 * What a tenant delivers by Flux itself: a repository, and what is in it applied to one namespace of the tenant, as the
 * account `tenant-sync` of that namespace. What the repository says of another namespace lands in this one
 * (`targetNamespace`), and what the account may not do is refused by the API server.
 *
 * What leaves the repository leaves the cluster; what is left when this is removed from the app stays, as with an
 * `Application` of Argo CD.
 *
 * It takes three flags of Flux' controllers for tenants that may write objects of Flux themselves, which no member may
 * by default; docs/tenancy/gitops.md has them.
 *
 * Sources: https://fluxcd.io/flux/installation/configuration/multitenancy/,
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
 */
export class FluxTenant extends Construct {
  /** The namespace that is delivered to. */
  readonly namespace: string;

  /** @throws PlatformError for an invalid prop, and for a namespace that is none of the tenant's */
  constructor(scope: Construct, id: string, props: FluxTenantProps) {
    super(scope, id);
    const { tenant, secretName } = props;
    requireKind(this, GIT_REPOSITORY, `the repository of tenant ${tenant.name}`);
    requireKind(this, KUSTOMIZATION, `what tenant ${tenant.name} delivers`);
    const account = SyncAccount.of(tenant, props.namespace, props.syncAs ?? 'editor');
    this.namespace = account.namespace;
    const metadata = { name: props.name ?? id, namespace: this.namespace };
    const url = at(this, 'repoUrl', () => checkFluxUrl(props.repoUrl));
    const path = at(this, 'path', () => normalizePath(props.path ?? '.'));
    const source = {
      interval: '1m',
      url,
      ref: { name: at(this, 'ref', () => checkRef(props.ref ?? 'refs/heads/main')) },
      ...(secretName !== undefined && {
        secretRef: { name: at(this, 'secretName', () => checkName('dns-subdomain', secretName)) },
      }),
    };
    new KubeObject(this, 'GitRepository', GIT_REPOSITORY, metadata, { spec: source }, { custom: true });
    const spec = {
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      sourceRef: { kind: GIT_REPOSITORY.kind, name: metadata.name },
      path: path === '.' ? './' : `./${path}`,
      prune: true,
      deletionPolicy: 'Orphan',
      serviceAccountName: account.name,
      targetNamespace: this.namespace,
    };
    new KubeObject(this, 'Kustomization', KUSTOMIZATION, metadata, { spec }, { custom: true });
  }
}

/** Source: the pattern of `spec.url` in the definition of GitRepository; `http://` would let anybody on the way write. */
function checkFluxUrl(url: string): string {
  if (/^(https|ssh):\/\//.test(checkRepoUrl(url))) return url;
  throw new PlatformError({
    problem: 'is not a URL that Flux clones',
    given: url,
    allowed: 'https://… or ssh://git@host/path',
  });
}

function checkRef(ref: string): string {
  if (typeof ref === 'string' && REF.test(ref)) return ref;
  throw new PlatformError({
    problem: 'is not a fully qualified reference',
    given: ref,
    allowed: 'refs/heads/<branch>, refs/tags/<tag>',
  });
}
