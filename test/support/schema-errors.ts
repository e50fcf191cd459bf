import type { Manifest } from '../../lib';
import { crdsOfOthers, SchemaValidator } from './schema-validator';

/** A validator for a version of Kubernetes that knows the kinds of others and those that the objects define. */
export function validatorFor(kubernetes: string, objects: readonly Manifest[]): SchemaValidator {
  const schemas = new SchemaValidator(kubernetes);
  for (const crd of crdsOfOthers()) schemas.addCrd(crd);
  for (const object of objects) if (object.kind === 'CustomResourceDefinition') schemas.addCrd(object);
  return schemas;
}

/** What is wrong with objects by the schemas of a version of Kubernetes, each with its object; empty if nothing is. */
export function schemaErrors(kubernetes: string, objects: readonly Manifest[]): readonly string[] {
  const schemas = validatorFor(kubernetes, objects);
  return objects.flatMap((object) =>
    schemas.errors(object).map((error) => `${object.kind} ${object.metadata.name}: ${error}`),
  );
}
