import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { at, fail } from '../core/errors';
import { HOLDS_DATA } from '../core/gitops';
import { builtin, KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { type Acknowledgement, checkAcknowledgements } from './evolution/acknowledgement';
import { evolutionCheck } from './evolution/evolution-check';
import type { Release } from './evolution/release';
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
 * every object of the kind, never pruned.
 */
export class CustomResourceDefinition extends Construct {
  /** The kind that it defines. */
  readonly kind: Kind;
  /** The CustomResourceDefinition object. */
  readonly object: KubeObject;

  /**
   * @throws PlatformError when the release cannot be read, or an acknowledgement has no reason or there is nothing that
   * it could be of
   */
  constructor(scope: Construct, id: string, props: CustomResourceDefinitionProps) {
    super(scope, id);
    this.kind = kindOf(props.kind);
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
    this.compare(props);
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
}
