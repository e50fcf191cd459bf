import { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { fail } from '../core/errors';
import { HOLDS_DATA } from '../core/gitops';
import { builtin, KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { type Kind, type KindLike, kindOf } from './kind';

/** Props of {@link CustomResourceDefinition}. */
export interface CustomResourceDefinitionProps {
  /** The kind, or the construct class of its objects. */
  readonly kind: KindLike;
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
}

/**
 * The CustomResourceDefinition of a kind: applied before everything else and, since its deletion would delete
 * every object of the kind, never pruned.
 */
export class CustomResourceDefinition extends Construct {
  /** The kind that it defines. */
  readonly kind: Kind;
  /** The CustomResourceDefinition object. */
  readonly object: KubeObject;

  /** @throws PlatformError for a kind whose CEL rules need a newer cluster */
  constructor(scope: Construct, id: string, props: CustomResourceDefinitionProps) {
    super(scope, id);
    this.kind = kindOf(props.kind);
    this.checkRules(Cluster.find(this));
    const { spec } = this.kind.manifest();
    const { labels } = props;
    // By it, objects of the kind that other libraries render are protected as well.
    const annotations = { ...(this.kind.holdsData && { [HOLDS_DATA]: 'true' }), ...props.annotations };
    // Not by `emit`: its types are those of cdk8s-plus, which has names of its own for parts of a schema.
    this.object = new KubeObject(
      this,
      'Resource',
      builtin('apiextensions.k8s.io/CustomResourceDefinition'),
      { name: this.kind.crdName, labels, annotations },
      { spec },
    );
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
