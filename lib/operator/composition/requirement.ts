import type { Construct, IConstruct } from 'constructs';
import type { ApiResource } from '../../core/api-resources';
import { Cluster } from '../../core/cluster';
import { fail, pathOf } from '../../core/errors';
import type { InstalledSoftware } from '../../core/installed-software';
import { KNOWN_SOFTWARE } from '../../installed/known-software';
import { Kind, type KindLike, kindOf } from '../../kind/kind';

/** A construct that is an operator, or several. */
export interface Installs extends Construct {
  /** Name of the operator, or of them all. */
  readonly name: string;
  /** What others of the cluster may count on once it is installed. */
  readonly software: InstalledSoftware;
}

/**
 * What an operator cannot do without: an Operator or CompositeOperator of the app, software that the Cluster has, or a
 * kind, whoever defines it.
 */
export type Requirement = Installs | InstalledSoftware | KindLike | ApiResource;

/** Requirements by what they are. */
export interface Requirements {
  /** Operators of the app, each one or several. */
  readonly operators: readonly IConstruct[];
  /** Kinds. */
  readonly kinds: readonly ApiResource[];
}

/**
 * Sorts requirements, and looks for software among what the Cluster has.
 * @throws PlatformError for software that it does not have, for an operator of another app and for what is none of these
 */
export function parseRequirements(scope: Construct, requires: readonly Requirement[]): Requirements {
  const operators: IConstruct[] = [];
  const kinds: ApiResource[] = [];
  for (const requirement of requires) {
    if (isInstalls(requirement)) operators.push(ofThisApp(scope, requirement));
    else if (isSoftware(requirement)) requireSoftware(scope, requirement);
    else if (isResource(requirement)) kinds.push(requirement);
    else if (kindOf(requirement) instanceof Kind) kinds.push(kindOf(requirement).resource);
    else refuse(scope, requirement);
  }
  return { operators, kinds };
}

function isInstalls(requirement: Requirement): requirement is Installs {
  return has(requirement, 'node') && has(requirement, 'software');
}

function isSoftware(requirement: Requirement): requirement is InstalledSoftware {
  return has(requirement, 'kinds');
}

function isResource(requirement: KindLike | ApiResource): requirement is ApiResource {
  return has(requirement, 'plural');
}

/** Whether a value, of whatever type it really is, has a field. */
function has(value: object, field: string): boolean {
  return Object(value) === value && field in value;
}

function ofThisApp(scope: Construct, operator: Installs): IConstruct {
  if (operator === scope) {
    fail(scope, 'requires', { problem: 'names the operator itself', given: operator.name });
  }
  if (operator.node.root === scope.node.root) return operator;
  return fail(scope, 'requires', {
    problem: 'names an operator of another app, which is no part of what is delivered here',
    given: pathOf(operator),
    fix: 'say that the Cluster has what it installs, `installed: [operator.software]`, and require that',
  });
}

function requireSoftware(scope: Construct, { name }: InstalledSoftware): void {
  const { installed } = Cluster.of(scope);
  if (installed.some((software) => software.name === name)) return;
  const declaration =
    Object.entries(KNOWN_SOFTWARE).find(([, software]) => software.name === name)?.[0] ?? '…';
  fail(scope, 'requires', {
    problem: `needs ${name}, which the Cluster does not have`,
    given: installed.map((software) => software.name),
    allowed: 'software that the Cluster has installed, or an operator of the app',
    fix: `where the cluster has it, say so: \`new Cluster({ installed: [${declaration}], … })\`; where this app installs it, require its Operator; else install it first`,
  });
}

function refuse(scope: Construct, given: unknown): never {
  return fail(scope, 'requires', {
    problem: 'has what no operator can require',
    given,
    allowed:
      'an Operator, a CompositeOperator, software such as CERT_MANAGER, a Kind or the class of its objects',
  });
}
