import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { Cluster } from '../core/cluster';
import { at, fail, PlatformError } from '../core/errors';
import { HOLDS_DATA } from '../core/gitops';
import { builtin, emit, KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { renderRules } from '../core/policy-rules';
import {
  type ConversionDefinition,
  type ConversionWebhook,
  conversionAnnotations,
  renderConversion,
  withoutConversion,
} from './conversion';
import { checkSize } from './definition-size';
import { type Acknowledgement, checkAcknowledgements } from './evolution/acknowledgement';
import { evolutionCheck } from './evolution/evolution-check';
import type { Release } from './evolution/release';
import { type Kind, type KindLike, kindOf } from './kind';
import { aggregationLabels, USER_ROLES, userGrants, userRoleName } from './user-roles';

/** Props of {@link CustomResourceDefinition}. */
export interface CustomResourceDefinitionProps {
  /** The kind, or the construct class of its objects. */
  readonly kind: KindLike;
  /**
   * The webhook that converts objects between the versions of the kind.
   * @default - none; for a kind of one version, or whose versions accept each other's objects without loss
   */
  readonly conversion?: ConversionWebhook;
  /**
   * Labels of the definition.
   * @default - `app.kubernetes.io/managed-by` only
   */
  readonly labels?: StringMap;
  /**
   * Annotations of the definition, beside those for GitOps.
   * @default - none
   */
  readonly annotations?: StringMap;
  /**
   * Whether it comes with the ClusterRoles of those who use the kind: view, edit and admin. Those of a namespaced kind
   * are added to the built-in ClusterRoles of these names, so that whoever has one of these has the kind as well.
   * Those of a cluster-scoped kind are there to be bound.
   * @default true
   */
  readonly userRoles?: boolean;
  /**
   * What was released of the definition, which clusters have and stored objects were checked by. Every change since then
   * that would reject or damage them, or break clients, stops synth, see {@link changesOf}. A kind that the release does
   * not have is new.
   * @default - nothing was released, and any change is made
   */
  readonly released?: Release;
  /**
   * Changes since {@link released} that are made knowingly, each with a reason. One of a change that is not made is an
   * error as well: with the next release, it goes.
   * @default - none
   */
  readonly acknowledged?: readonly Acknowledgement[];
}

/**
 * The CustomResourceDefinition of a kind: applied before everything else and, since its deletion would delete
 * every object of the kind, never pruned. With it come the roles of those who use the kind.
 */
export class CustomResourceDefinition extends Construct {
  /** The kind that it defines. */
  readonly kind: Kind;
  /** The CustomResourceDefinition object. */
  readonly object: KubeObject;

  /**
   * @throws PlatformError for a definition of more than 256 KiB, for an invalid conversion or one that is missing, when
   * the release cannot be read, when an acknowledgement has no reason or there is nothing that it could be of, and for a
   * kind whose CEL rules need a newer cluster
   */
  constructor(scope: Construct, id: string, props: CustomResourceDefinitionProps) {
    super(scope, id);
    this.kind = kindOf(props.kind);
    at(this, undefined, () => this.kind.compile());
    const { conversion: webhook, labels } = props;
    const conversion = at(this, 'conversion', () => this.renderConversion(webhook));
    const cluster = Cluster.find(this);
    this.checkRules(cluster);
    const manifest = this.kind.manifest({ cluster, conversion });
    at(this, undefined, () => checkSize(manifest));
    const annotations = {
      // By it, objects of the kind that other libraries render are protected as well.
      ...(this.kind.holdsData && { [HOLDS_DATA]: 'true' }),
      ...(webhook && at(this, 'conversion', () => conversionAnnotations(webhook))),
      ...props.annotations,
    };
    // Not by `emit`: its types are those of cdk8s-plus, which has names of its own for parts of a schema.
    this.object = new KubeObject(
      this,
      'Resource',
      builtin('apiextensions.k8s.io/CustomResourceDefinition'),
      { name: this.kind.crdName, labels, annotations },
      { spec: manifest.spec },
    );
    if (props.userRoles ?? true) this.emitUserRoles();
    this.compare(props);
  }

  private emitUserRoles(): void {
    for (const role of USER_ROLES) {
      const rules = renderRules(userGrants(this.kind, role));
      if (rules.length === 0) continue;
      emit(
        this,
        `UserRole-${role}`,
        'rbac.authorization.k8s.io/ClusterRole',
        { name: userRoleName(this.kind, role), labels: aggregationLabels(this.kind, role) },
        { rules },
      );
    }
  }

  private renderConversion(webhook?: ConversionWebhook): ConversionDefinition {
    if (!webhook) return withoutConversion(this.kind.versions);
    if (this.kind.versions.length > 1) return renderConversion(webhook);
    throw new PlatformError({ problem: `is set, but ${this.kind.resource.kind} has one version` });
  }

  private compare({ released, acknowledged = [] }: CustomResourceDefinitionProps): void {
    at(this, 'acknowledged', () => checkAcknowledgements(acknowledged));
    if (released) {
      at(this, 'released', () => released.definitions);
      addCheck(this, evolutionCheck(this.object, released, acknowledged));
    } else if (acknowledged.length > 0) {
      fail(this, 'acknowledged', {
        problem: 'is of changes, but there is no release that anything could have changed since',
        fix: 'state released as well',
      });
    }
  }

  private checkRules(cluster: Cluster | undefined): void {
    for (const { name, rules } of this.kind.versions) {
      if (!cluster || rules.needs === 0 || cluster.atLeast(`1.${rules.needs}`)) continue;
      fail(this, 'kind', {
        problem: `has CEL rules in ${name} with functions that an API server of Kubernetes ${cluster.kubernetes} does not take yet`,
        given: rules.newest,
        allowed: `a cluster of 1.${rules.needs} or newer, or a rule without them`,
      });
    }
  }
}
