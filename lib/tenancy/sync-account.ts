import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { fail, pathOf } from '../core/errors';
import { emit, lazy } from '../core/kube-object';
import type { PolicyRule } from '../core/plain';
import { type Grant, renderRules } from '../core/policy-rules';
import { emitBoundRole } from './bound-role';
import { LOCKED } from './labels';
import { type Membership, rulesOf } from './roles';
import type { Tenant } from './tenant';

/** What a repository may be trusted with: what editors may, or what owners may. */
export type SyncMembership = Exclude<Membership, 'viewer'>;

const ID = 'SyncAccount';
const NAME = 'tenant-sync';

/**
 * The account by which GitOps applies to one namespace of a tenant what the tenant's own repositories say. It has the
 * rights of a member in that namespace and none anywhere else, so whatever a repository says is refused by the API server
 * where a member would be. It has no token of its own: who delivers impersonates it.
 *
 * Whoever may create pods can run one as any account of the namespace. As an editor it gives nothing to editors that they
 * have not; as an owner it does, which synth warns of.
 */
export class SyncAccount extends Construct {
  /**
   * The account of a namespace; all deliveries to it share one.
   * @param namespace one of the tenant's; may be left out where there is only one
   * @throws PlatformError for a namespace that is none of the tenant's, and for a second membership in one
   */
  static of(tenant: Tenant, namespace: string | undefined, membership: SyncMembership): SyncAccount {
    const home = tenant.namespace(namespace);
    const found = home.node.tryFindChild(ID) as SyncAccount | undefined;
    if (!found) return new SyncAccount(home, { tenant, namespace: home.name, membership });
    if (found.membership === membership) return found;
    return fail(found, 'syncAs', {
      problem: `is stated twice for namespace ${home.name}, whose deliveries share one account`,
      given: membership,
      allowed: found.membership,
    });
  }

  /** Name of the ServiceAccount. */
  readonly name = NAME;
  /** The namespace that it applies to, and is in. */
  readonly namespace: string;

  private readonly membership: SyncMembership;
  private readonly tenant: Tenant;
  private readonly grants: Grant[] = [];

  private constructor(
    scope: Construct,
    props: { readonly tenant: Tenant; readonly namespace: string; readonly membership: SyncMembership },
  ) {
    super(scope, ID);
    this.tenant = props.tenant;
    this.namespace = props.namespace;
    this.membership = props.membership;
    this.emitObjects();
    this.warnOfOwnership();
  }

  /** Lets it do more in its namespace than the membership does. */
  permit(grant: Grant): void {
    this.grants.push(grant);
  }

  /** What it may do in its namespace. */
  get rules(): readonly PolicyRule[] {
    return [
      ...rulesOf(this.membership, this.tenant.kinds, this.tenant.isGuarded),
      ...renderRules(this.grants),
    ];
  }

  private emitObjects(): void {
    const metadata = { name: NAME, labels: LOCKED };
    emit(this, 'ServiceAccount', 'v1/ServiceAccount', metadata, { automountServiceAccountToken: false });
    emitBoundRole(this, {
      ...metadata,
      rules: lazy(() => this.rules),
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: this.namespace }],
    });
  }

  private warnOfOwnership(): void {
    if (this.membership !== 'owner' || this.tenant.members.editor.length === 0) return;
    addCheck(this, () => [
      {
        path: pathOf(this),
        prop: 'syncAs',
        problem: `gives the editors of tenant ${this.tenant.name} what owners may: they can run a pod as this account`,
        given: this.membership,
        fix: 'leave it at "editor", or make the editors owners',
        severity: 'warning',
      },
    ]);
  }
}
