import { type ApiResource, type BuiltinKind, builtinKind } from '../core/api-resources';
import { inProp, PlatformError } from '../core/errors';
import { builtin } from '../core/kube-object';
import type { Grant } from '../core/policy-rules';
import { checkReason } from '../core/reason';
import { type KindLike, kindOf } from '../kind/kind';

/**
 * A kind: a built-in one by group and kind (`apps/StatefulSet`, `v1/Service`), one of your own, or one that somebody else
 * defines (`CERTIFICATE`).
 */
export type KindRef = BuiltinKind | KindLike | ApiResource;

/** A kind, and why a controller works with it. */
export interface ReasonedKind {
  /** The kind. */
  readonly kind: KindRef;
  /** Why, on one line. Kinds whose permissions give more than they say take one, such as `v1/Secret`. */
  readonly reason: string;
}

/** A kind as a controller names it: alone, or with the reason that a dangerous power takes. */
export type ControllerKind = KindRef | ReasonedKind;

/** An object in the operator's own namespace. */
export type OwnObject = { readonly secret: string } | { readonly configMap: string };

/** The Roles that a controller makes for what runs for its objects, such as the pods of a database. */
export interface OperandGrants {
  /** The rules of these Roles together. They are in a namespace, so that no rule is on a kind that has none. */
  readonly rules: readonly Grant[];
  /** Why what runs for its objects needs them, on one line. */
  readonly reason: string;
}

/** What one controller of an operator does, in the words of controller-runtime. */
export interface Controller {
  /** The kind that it reconciles: it reads the objects and reports in their status. */
  readonly for: ControllerKind;
  /**
   * How it writes. `apply`: by patches, server-side apply among them. `update`: whole objects, as `CreateOrUpdate`,
   * `Update` and `Status().Update` of controller-runtime do. It holds for what it owns, for status and for finalizers.
   * @default 'apply'
   */
  readonly strategy?: 'apply' | 'update';
  /**
   * Kinds whose objects it creates and keeps up to date, with an owner reference, so that the garbage collector deletes
   * them.
   * @default - none
   */
  readonly owns?: readonly ControllerKind[];
  /**
   * Kinds whose objects it creates and then leaves to others, without an owner reference: they stay when what they
   * were created for goes, as a database does that was restored.
   * @default - none
   */
  readonly creates?: readonly ControllerKind[];
  /**
   * Kinds whose objects it watches but never changes.
   * @default - none
   */
  readonly watches?: readonly ControllerKind[];
  /**
   * Kinds whose objects it deletes itself. What it owns goes by the garbage collector and does not belong here; nor does
   * this let it look for what to delete, which `owns` and `watches` do.
   * @default - none
   */
  readonly deletes?: readonly ControllerKind[];
  /**
   * Roles that it keeps, with their bindings, for what runs for its objects. The API server lets nobody give what he does
   * not have, so the operator holds these rules itself, wherever its scope is. It never gets `escalate` or `bind`, by
   * which it could give anything.
   * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
   * @default - none
   */
  readonly grants?: OperandGrants;
  /**
   * Objects of the operator's own namespace that it reads by name.
   * @default - none
   */
  readonly reads?: readonly OwnObject[];
  /**
   * Whether it holds back the deletion of what it reconciles until it has cleaned up.
   * @default false
   */
  readonly finalizer?: boolean;
}

/** The traits of a kind. */
export function resourceOf(kind: ControllerKind): ApiResource {
  if (typeof kind === 'string') return builtin(kind);
  if (isReasoned(kind)) return resourceOf(kind.kind);
  return 'plural' in kind ? kind : kindOf(kind).resource;
}

/** The reason that somebody gave for working with a kind; `undefined` where none is. */
export function reasonOf(kind: ControllerKind): string | undefined {
  return isReasoned(kind) ? kind.reason : undefined;
}

/** The kind without its reason. */
export function kindRefOf(kind: ControllerKind): KindRef {
  return isReasoned(kind) ? kind.kind : kind;
}

function isReasoned(kind: ControllerKind): kind is ReasonedKind {
  return typeof kind === 'object' && 'reason' in kind;
}

/**
 * Returns the controllers when they do not contradict each other or the garbage collector.
 * @throws PlatformError without a path, when there is none, when two reconcile one kind, when one has a namespaced object
 *   own one that has no namespace, and for a reason that is none
 */
export function checkControllers(controllers: readonly Controller[]): readonly Controller[] {
  if (controllers.length === 0)
    throw new PlatformError({ problem: 'is empty', given: [], allowed: 'at least one controller' });
  const seen = new Set<string>();
  for (const controller of controllers) {
    const { group, kind } = resourceOf(controller.for);
    refuseSharedKind(seen, `${group}/${kind}`);
    refuseLostOwner(controller);
    for (const [prop, kinds] of Object.entries(kindsOf(controller)))
      for (const reason of kinds.flatMap((stated) => reasonOf(stated) ?? []))
        inProp(`${prop}.reason`, () => checkReason(reason));
  }
  return controllers;
}

function kindsOf({ for: target, owns = [], creates = [], watches = [], deletes = [] }: Controller) {
  return { for: [target], owns, creates, watches, deletes };
}

/** Two controllers of one kind would undo each other's status and fight over the objects that they own. */
function refuseSharedKind(seen: Set<string>, kind: string): void {
  if (seen.has(kind)) {
    throw new PlatformError({
      problem: 'has two controllers for one kind',
      given: kind,
      fix: 'join what they own, watch and read in one',
    });
  }
  seen.add(kind);
}

function refuseLostOwner({ for: target, owns = [] }: Controller): void {
  const owner = resourceOf(target);
  const lost = owner.namespaced ? owns.map(resourceOf).find(({ namespaced }) => !namespaced) : undefined;
  if (!lost) return;
  throw new PlatformError({
    problem: `has a ${owner.kind} own a ${lost.kind}, which the garbage collector deletes at once: an owner in a namespace cannot own what has none`,
    given: `${lost.group}/${lost.kind}`,
    allowed: 'namespaced kinds',
    fix: 'create it by `creates`, and delete it by a finalizer',
  });
}

/** Whether a kind is one that a CustomResourceDefinition adds. */
export function isCustom(kind: ControllerKind): boolean {
  const { group, kind: name } = resourceOf(kind);
  return builtinKind(group, name) === undefined;
}
