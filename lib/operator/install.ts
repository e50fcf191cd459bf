import type { IConstruct } from 'constructs';
import type { ApiResource } from '../core/api-resources';
import { addCheck, type Finding } from '../core/check';
import { perApp } from '../core/per-app';
import type { ObjectIndex } from '../core/rendered-object';
import type { Permissions } from './permissions/permission';
import type { OperatorScope } from './scope';

/** An operator of an app, as far as it matters to the others. */
export interface Install {
  /** Path of its construct. */
  readonly path: string;
  /** Name of the operator and of its account. */
  readonly name: string;
  /** Namespace that it runs in. */
  readonly namespace: string;
  /** Name of the lease by which its replicas elect a leader. */
  readonly leaseName: string;
  /** Where it does its work. */
  readonly scope: OperatorScope;
  /** Kinds that it reconciles. */
  readonly kinds: readonly ApiResource[];
  /** What it may do. */
  readonly permissions: Permissions;
}

/** A check of all operators of an app, in one pass. */
export type InstallCheck = (installs: readonly Install[], objects: ObjectIndex) => readonly Finding[];

const installsOf = perApp<Install[]>('operator-installs', () => []);

/** Tells the app of an operator; with the first one it gets the checks of all of them. */
export function addInstall(scope: IConstruct, install: Install, checks: readonly InstallCheck[]): void {
  const installs = installsOf(scope);
  installs.push(install);
  if (installs.length > 1) return;
  for (const check of checks) addCheck(scope.node.root, (objects) => check(installs, objects));
}
