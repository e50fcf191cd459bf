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
export function requireKind(scope: IConstruct, resource: ApiResource, why: string): void {
  addCheck(scope, (objects) => findMissingKind(scope, resource, why, objects));
}

/**
 * A kind that a construct needs, as {@link requireKind} has it, where nothing defines it.
 * @param objects every object of the app
 */
export function findMissingKind(
  scope: IConstruct,
  resource: ApiResource,
  why: string,
  objects: ObjectIndex,
): readonly Finding[] {
  const { group, kind, plural } = resource;
  if (Cluster.of(scope).has(group, kind)) return [];
  if (isDefined(objects, `${plural}.${group}`) || isDefinedInFile(scope, `${group}/${kind}`)) return [];
  return [
    {
      path: pathOf(scope),
      problem: `needs the kind ${kind} of ${group} for ${why}, which nothing in the app defines`,
      allowed:
        'a CustomResourceDefinition of it in the app, or in a file that the app reads, or software that the Cluster has installed',
      fix: fixOf(resource),
    },
  ];
}

function fixOf({ group, version, kind, plural, namespaced }: ApiResource): string {
  const found = `where \`kubectl get crd ${plural}.${group}\` finds it, tell the Cluster what it has`;
  const known = declarationOf(group, kind);
  if (known) {
    return `it is one of ${known.software.name}: ${found}, \`installed: [${known.declaration}]\`; where it does not, install ${known.software.name} first`;
  }
  const args = [`${group}/${version}`, kind, plural, ...(namespaced ? [] : ['Cluster'])];
  return `${found}: \`installed: [{ name: '…', kinds: [customKind(${args.map((arg) => `'${arg}'`).join(', ')})] }]\``;
}

function isDefined(objects: ObjectIndex, name: string): boolean {
  return objects
    .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
    .some((object) => object.name === name);
}
