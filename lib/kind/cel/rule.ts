import { PlatformError } from '../../core/errors';
import { fieldAt, type OpenApiSchema, type ValidationRule } from '../schema/open-api-schema';
import { Limit, type Place, timesAt } from './cost/budget';
import { costOf } from './cost/coster';
import { ERAS } from './cost/era';
import type { Declaration } from './declarations';
import { CompileError } from './errors';
import { resolveFieldPath } from './field-path';
import { Versions } from './library/versions';
import { hasLineBreaks } from './line-breaks';
import { Program } from './program';
import { trimSpace } from './trim';
import { optionalOf, SIMPLE, type Type } from './types/type';

const REASONS = ['FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate'];

/** A part of a schema that has rules. */
export interface Ruled {
  /** Name of the field, as messages show it. */
  readonly field: string;
  /** Its schema. */
  readonly schema: OpenApiSchema;
  /** What expressions see of it. */
  readonly declaration: Declaration;
  /** How often it can be there. */
  readonly place: Place;
  /** The list around it whose items have no key, by which the API server cannot tell what it was before. */
  readonly unkeyed?: string;
}

/** A rule that the API server would take, ready to run. */
export interface CompiledRule {
  /** The rule. */
  readonly rule: ValidationRule;
  /** Whether a value keeps it. */
  readonly program: Program;
  /** What to say of one that does not. */
  readonly message?: Program;
  /** Whether it compares with what was before. */
  readonly usesOld: boolean;
  /** The field that has the problem, within the value; empty for the value itself. */
  readonly field: string;
  /** What it and its message may cost all values of an object. */
  readonly cost: number;
  /** The oldest minor version of Kubernetes that takes it as a new rule, 0 for any. */
  readonly needs: number;
}

/**
 * Compiles a rule, and refuses what the API server would.
 * Source: ValidateCustomResourceDefinitionOpenAPISchema in k8s.io/apiextensions-apiserver,
 * pkg/apis/apiextensions/validation/validation.go.
 * @throws PlatformError without a path, naming the field
 */
export function compileRule(rule: ValidationRule, ruled: Ruled): CompiledRule {
  checkTexts(rule, ruled);
  const { declaration } = ruled;
  const old = rule.optionalOldSelf ? optionalOf(declaration.type) : declaration.type;
  const variables = { self: declaration.type, oldSelf: old };
  const program = compile(rule.rule, variables, SIMPLE.bool, { what: 'rule', ruled });
  // To the API server, no text is no expression and no path.
  const message = !rule.messageExpression
    ? undefined
    : compile(rule.messageExpression, variables, SIMPLE.string, { what: 'messageExpression', ruled });
  const usesOld = program.uses('oldSelf');
  checkOld(rule, ruled, usesOld);
  const times = timesAt(ruled.place, declaration);
  const cost = checkCost(program, times, { what: 'rule', text: rule.rule, ruled });
  const messageText = rule.messageExpression;
  const messageCost =
    message && checkCost(message, 1, { what: 'messageExpression', text: messageText, ruled });
  return {
    rule,
    program,
    message,
    usesOld,
    field: resolveFieldPath(rule.fieldPath ?? '', ruled.schema) ?? '',
    cost: cost.most + (messageCost?.most ?? 0),
    needs: Math.max(
      program.needs,
      cost.needs,
      message?.needs ?? 0,
      messageCost?.needs ?? 0,
      rule.optionalOldSelf === undefined ? 0 : Versions.OPTIONAL_OLD_SELF,
    ),
  };
}

function checkTexts(
  { rule, message, messageExpression, reason, fieldPath }: ValidationRule,
  { field, schema }: Ruled,
): void {
  const refuse = (problem: string, given: unknown, allowed?: string): never => {
    throw new PlatformError({ problem, given, allowed }, { prop: field || undefined });
  };
  const said = trimSpace(message ?? '');
  if (typeof rule !== 'string' || trimSpace(rule) === '') refuse('has an empty CEL rule', rule);
  if (message && said === '') refuse('has a CEL rule with an empty message', message);
  if (hasLineBreaks(said))
    refuse('has a CEL rule whose message has line breaks', message, 'a message of one line');
  if (hasLineBreaks(trimSpace(rule)) && said === '')
    refuse('has a CEL rule with line breaks and no message', rule, 'a message of one line beside it');
  if (messageExpression && trimSpace(messageExpression) === '')
    refuse('has a CEL rule with an empty messageExpression', messageExpression);
  if (reason !== undefined && !REASONS.includes(reason))
    refuse('has a CEL rule with a reason that there is not', reason, REASONS.join(', '));
  if (!fieldPath) return;
  if (hasLineBreaks(fieldPath))
    refuse('has a CEL rule whose fieldPath has line breaks', fieldPath, "escapes: ['a\\nb']");
  if (resolveFieldPath(fieldPath, schema) === undefined) {
    const names = Object.keys(schema.properties ?? {}).map((name) => `.${name}`);
    refuse(
      'has a CEL rule whose fieldPath names no field',
      fieldPath,
      names.length > 0 ? `a path from here, which begins with ${names.join(', ')}` : undefined,
    );
  }
}

interface Part {
  readonly what: 'rule' | 'messageExpression';
  readonly ruled: Ruled;
}

function compile(
  text: string,
  variables: Readonly<Record<string, Type>>,
  type: Type,
  { what, ruled }: Part,
): Program {
  try {
    return Program.compile(text, variables, type);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const near = error.at > 0 ? `, at "${text.slice(error.at, error.at + 30)}"` : '';
    throw new PlatformError(
      { problem: `has a CEL ${what} that does not compile: ${error.message}${near}`, given: text },
      { prop: ruled.field || undefined },
    );
  }
}

function checkOld(rule: ValidationRule, { field, unkeyed }: Ruled, usesOld: boolean): void {
  if (usesOld && unkeyed !== undefined) {
    throw new PlatformError(
      {
        problem: 'has a CEL rule on what it was before, which an item of a list without keys does not tell',
        given: rule.rule,
        fix: `state the rule on ${unkeyed}, or make it a list of type map`,
      },
      { prop: field || undefined },
    );
  }
  if (usesOld || rule.optionalOldSelf === undefined) return;
  throw new PlatformError(
    { problem: 'has a CEL rule with optionalOldSelf that does not use oldSelf', given: rule.rule },
    { prop: field || undefined },
  );
}

/** The most that an expression may cost, and the oldest version that does not take it for too much. */
function checkCost(
  { checked }: Program,
  times: number,
  { what, text, ruled }: Part & { readonly text?: string },
): { readonly most: number; readonly needs: number } {
  const { declaration, field, place } = ruled;
  const { range, unbounded } = costOf(checked, declaration);
  const cost = range.max * times;
  if (cost <= Limit.RULE) {
    const era = ERAS.find((each) => costOf(checked, declaration, each).range.max * times <= Limit.RULE);
    return { most: cost, needs: era?.since ?? 0 };
  }
  const bounds = new Map(unbounded.map(({ path, keyword }) => [fieldOf(field, path), keyword]));
  if (place.unbounded) bounds.set(place.unbounded.field, place.unbounded.keyword);
  const missing = [...bounds].map(([name, keyword]) => `${name || 'it'} by ${keyword}`);
  const factor = cost / Limit.RULE;
  const much = factor > 100 ? 'more than 100' : factor.toFixed(1);
  throw new PlatformError(
    {
      problem: `has a CEL ${what} that could cost too much: ${much} times what the API server lets one cost at most`,
      given: text,
      fix: missing.length > 0 ? `bound ${missing.join(', ')}` : simplify(text),
    },
    { prop: field || undefined },
  );
}

function simplify(text = ''): string {
  return /\bstring\(/.test(text)
    ? "write numbers by '%d'.format([…]): the API server takes string() for a text of any length"
    : 'lower the bounds of what it reads, or make it simpler';
}

function fieldOf(field: string, path: readonly string[]): string {
  return path.reduce((at, step) => {
    if (step === '@items') return fieldAt(at, 'items');
    return step === '@values' ? fieldAt(at, 'values') : fieldAt(at, { property: step });
  }, field);
}
