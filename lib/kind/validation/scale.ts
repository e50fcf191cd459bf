import { fieldOf } from '../../core/manifest-fields';
import type { FieldProblem } from '../schema/field-problem';
import type { JsonObject } from './json-type';

/**
 * What is wrong with the number of replicas of an object that can be scaled.
 * Source: ValidateScaleSpec in k8s.io/apiextensions-apiserver, pkg/registry/customresource/validator.go.
 * @param path where the number is: `.spec.replicas`; `undefined` for objects that cannot be scaled
 */
export function scaleProblems(path: string | undefined, object: JsonObject): readonly FieldProblem[] {
  if (path === undefined) return [];
  const field = path.replace(/^\./, '');
  const value = fieldOf(object, ...field.split('.'));
  if (value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31))
    return [];
  const problem = 'is no number of replicas, which it is to those who scale the object';
  return [{ field, problem: { problem, given: value, allowed: 'an integer from 0 to 2147483647' } }];
}
