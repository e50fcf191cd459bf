import { fieldOf } from '../../core/manifest-fields';
import type { FieldProblem } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { EvaluationError } from './errors';
import { messageBy } from './message';
import type { CompiledRule } from './rule';
import { trimSpace } from './trim';
import { toValue } from './values/data';
import { Optional, type Value } from './values/value';

/** A value, and what it was before. */
interface Judged {
  readonly value: unknown;
  readonly old: unknown;
  /** Name of the value's field. */
  readonly field: string;
  /** Schema of the value, as expressions see it. */
  readonly schema: OpenApiSchema;
}

/** Runs a rule on a value. */
export function* judge(compiled: CompiledRule, judged: Judged): Generator<FieldProblem> {
  const { rule, program, usesOld } = compiled;
  const { value, old, field, schema } = judged;
  const hasOld = old !== undefined && old !== null;
  if (usesOld && !hasOld && !rule.optionalOldSelf) return;
  const text = trimSpace(rule.rule);
  try {
    const oldSelf = hasOld && usesOld ? toValue(old, schema) : undefined;
    const variables: Record<string, Value> = { self: toValue(value, schema) };
    if (rule.optionalOldSelf) variables.oldSelf = Optional.of(oldSelf);
    else if (oldSelf !== undefined) variables.oldSelf = oldSelf;
    if (program.run(variables) === true) return;
    const message = trimSpace(rule.message ?? '') || 'breaks a rule of its schema';
    const problem = messageBy(compiled.message, variables) ?? message;
    yield {
      field: joined(field, compiled.field),
      problem: { problem, given: at(value, compiled.field), allowed: text },
    };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    yield {
      field,
      problem: {
        problem: `cannot be judged by a rule of its schema: ${error.message}`,
        given: value,
        allowed: text,
        fix: 'in the rule, look whether something is there before it is read: has(self.name)',
      },
    };
  }
}

/** The value of the field that a rule is about; all that it looks at, where that field is not there. */
function at(value: unknown, field: string): unknown {
  return fieldOf(value, ...(field === '' ? [] : field.split('.'))) ?? value;
}

function joined(field: string, inner: string): string {
  return field && inner ? `${field}.${inner}` : field || inner;
}
