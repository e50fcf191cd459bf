import type { IConstruct } from 'constructs';
import type { ApiResource } from '../core/api-resources';
import { addCheck, type Finding } from '../core/check';
import { Cluster } from '../core/cluster';
import { pathOf } from '../core/errors';
import type { ObjectIndex } from '../core/rendered-object';
import { declarationOf } from '../installed/known-software';
import { isDefinedInFile } from './validation/known-definitions';

/**
 * States that a construct needs a kind that it does not bring along: one of its objects is of it, or its program watches
 * it. Synth refuses an app in which nothing defines the kind: neither a CustomResourceDefinition of the app, nor one that
 * is read from a file, nor software that the Cluster has.
 * @param why what needs it, as a phrase that follows "needs … for": "the certificates of its webhooks"
 */
export function requireKind(
  scope: IConstruct,
  { group, version, kind, plural }: ApiResource,
  why: string,
): void {
  const name = `${plural}.${group}`;
  addCheck(scope, (objects) => {
    if (Cluster.of(scope).has(group, kind)) return [];
    if (isDefined(objects, name) || isDefinedInFile(scope, `${group}/${kind}`)) return [];
    const finding: Finding = {
      path: pathOf(scope),
      problem: `needs the kind ${kind} of ${group} for ${why}, which nothing in the app defines`,
      allowed:
        'a CustomResourceDefinition of it in the app, or in a file that the app reads, or software that the Cluster has installed',
      fix: fixOf({ group, version, kind, plural }),
    };
    return [finding];
  });
}

function fixOf({ group, version, kind, plural }: Omit<ApiResource, 'namespaced' | 'names'>): string {
  const name = `${plural}.${group}`;
  const known = declarationOf(group, kind);
  const found = `where \`kubectl get crd ${name}\` finds it, tell the Cluster what it has`;
  if (!known) {
    return `${found}: \`installed: [{ name: '…', kinds: [customKind('${group}/${version}', '${kind}', '${plural}')] }]\``;
  }
  return `it is one of ${known.software.name}: ${found}, \`installed: [${known.declaration}]\`; where it does not, install ${known.software.name} first`;
}

function isDefined(objects: ObjectIndex, name: string): boolean {
  return objects
    .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
    .some((object) => object.name === name);
}
