import { lengthOf } from '../cel/library/text';
import { formatCheck } from '../schema/formats';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { matches } from '../schema/pattern';

/**
 * What is wrong with a text by the length, pattern and format of its schema, as a phrase; `undefined` when nothing is.
 *
 * Source: stringValidator and formatValidator in k8s.io/kube-openapi, pkg/validation/validate.
 */
export function textFault(schema: OpenApiSchema, text: string): string | undefined {
  const { minLength, maxLength, pattern } = schema;
  if (maxLength !== undefined && text.length > maxLength && lengthOf(text) > maxLength) return 'is too long';
  if (minLength !== undefined && (text.length < minLength || lengthOf(text) < minLength))
    return 'is too short';
  if (pattern && !matches(pattern, text)) return 'does not have the right form';
  const isFormat = formatCheck(schema);
  return isFormat === undefined || isFormat(text) ? undefined : 'does not have the right form';
}
