import type { IConstruct } from 'constructs';
import { pathOf } from '../core/errors';
import { perApp } from '../core/per-app';
import { RBAC_GROUP } from '../core/rbac-terms';
import { RenderedObject } from '../core/rendered-object';
import { BUILT_IN } from './built-in-roles';
import type { HeldRole } from './held-roles';
import { EVERYTHING } from './rule';
import { type BindingSubject, subjectKey } from './subject';

const administratorsIn = perApp<Map<string, HeldRole>>('administrators', () => new Map());

/**
 * Tells the app of somebody who may do everything in the cluster by roles that it does not render, such as the application
 * controller of Argo CD: whoever comes to act as them has come to everything.
 */
export function registerAdministrator(scope: IConstruct, subject: BindingSubject): void {
  const key = subjectKey(subject);
  if (key === undefined) return;
  const binding = new RenderedObject(BUILT_IN, {
    apiVersion: `${RBAC_GROUP}/v1`,
    kind: 'administrators of',
    metadata: { name: pathOf(scope) },
  });
  const rules = [EVERYTHING];
  administratorsIn(scope).set(key, {
    binding,
    role: 'everything',
    namespace: undefined,
    subjects: [subject],
    rules,
  });
}

/** What the administrators hold whom somebody told the app of. */
export function administratorsOf(app: IConstruct): readonly HeldRole[] {
  return [...administratorsIn(app).values()];
}
