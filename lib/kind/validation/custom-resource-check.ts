import type { IConstruct } from 'constructs';
import { splitApiVersion } from '../../core/api-resources';
import { addAppCheck } from '../../core/app-check';
import type { Check, Finding } from '../../core/check';
import { PlatformError } from '../../core/errors';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { scopeFindings } from '../../core/synth/identity-check';
import { Definition, type DefinitionVersion } from './definition';
import { knownDefinition } from './known-definitions';
import { scaleProblems } from './scale';
import { validateObject } from './validate';

/**
 * Checks every custom resource of an app by the definition of its kind: the one that the app renders, else one from a
 * file, else that of a kind of one's own. Of a kind that nothing in the app defines, nothing is known.
 *
 * Objects of our own construct class are checked again, though it has checked its props: they can be patched, and
 * the definition can be older than the kind.
 */
export function customResourceCheck(app: IConstruct): Check {
  return (objects) => {
    const findings: Finding[] = [];
    const rendered = renderedDefinitions(objects, findings);
    const known = new Map<string, Definition | undefined>();
    for (const object of objects.all) {
      if (object.builtin) continue;
      const groupKind = `${object.group}/${object.kind}`;
      const own = rendered.get(groupKind);
      if (own) {
        findings.push(...schemaFindings(object, own));
        continue;
      }
      if (!known.has(groupKind)) known.set(groupKind, knownDefinition(app, groupKind));
      const definition = known.get(groupKind);
      if (!definition) continue;
      // Of definitions that are rendered, the check of identities knows the scope.
      findings.push(...scopeFindings(object, definition.namespaced), ...schemaFindings(object, definition));
    }
    return findings;
  };
}

addAppCheck(customResourceCheck);

function renderedDefinitions(objects: ObjectIndex, findings: Finding[]): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const { path, manifest } of objects.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    try {
      const definition = Definition.of(manifest);
      definitions.set(definition.groupKind, definition);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      findings.push({ path, prop: error.where.prop, ...error.problem });
    }
  }
  return definitions;
}

function schemaFindings(object: RenderedObject, definition: Definition): readonly Finding[] {
  const { path, kind, manifest } = object;
  const { version } = splitApiVersion(manifest.apiVersion);
  const found = definition.served.find(({ name }) => name === version);
  if (!found) {
    return [
      {
        path,
        prop: 'apiVersion',
        problem: `is no version of ${kind} that ${definition.name} serves`,
        given: manifest.apiVersion,
        allowed: definition.served.map(({ name }) => `${object.group}/${name}`).join(', ') || 'none',
      },
    ];
  }
  try {
    const problems = [
      ...validateObject(found.schema.openAPIV3Schema, manifest),
      ...scaleProblems(found.subresources?.scale?.specReplicasPath, manifest),
    ];
    return [
      ...problems.map(({ field, problem }) => ({ path, prop: field, ...problem })),
      ...deprecation(object, found, definition),
    ];
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return [{ path, problem: `is of ${definition.name}, whose ${error.message}` }];
  }
}

function deprecation(
  { path, kind, manifest }: RenderedObject,
  version: DefinitionVersion,
  { served }: Definition,
): readonly Finding[] {
  if (!version.deprecated) return [];
  const others = served.filter(({ deprecated }) => !deprecated).map(({ name }) => name);
  return [
    {
      path,
      prop: 'apiVersion',
      severity: 'warning',
      // In the words of the API server, which knows no version to take instead.
      problem: version.deprecationWarning || `${manifest.apiVersion} ${kind} is deprecated`,
      given: manifest.apiVersion,
      ...(others.length > 0 && { allowed: others.join(', ') }),
    },
  ];
}
