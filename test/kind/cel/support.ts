import * as fs from 'node:fs';
import * as path from 'node:path';
import { PlatformError } from '../../../lib/core/errors';
import { SchemaRules } from '../../../lib/kind/cel/rules';
import type { FieldProblem } from '../../../lib/kind/schema/field-problem';
import type { OpenApiSchema, ValidationRule } from '../../../lib/kind/schema/open-api-schema';
import { SAMPLE, VALUE } from './sample';

/** What becomes of a rule: it is refused, or it is true or false of the sample, or has no answer for it. */
export type Verdict = 'error' | 'false' | 'refused' | 'true';

/** A rule on the sample, and what an API server makes of it. */
export interface Row {
  readonly rule: string;
  readonly verdict: Verdict;
}

const TABLES = path.join(__dirname, 'tables');

/** Names of the tables. */
export const tables: readonly string[] = fs
  .readdirSync(TABLES)
  .map((file) => path.basename(file, '.txt'))
  .sort();

/** The rules of a table, whose lines are `true: self.n > 1`. */
export function rowsOf(table: string): readonly Row[] {
  const lines = fs
    .readFileSync(path.join(TABLES, `${table}.txt`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [, verdict, rule] = /^(error|false|refused|true): (.+)$/.exec(line) ?? [];
    if (rule === undefined) throw new Error(`${table}.txt has a line that is none: ${line}`);
    return { rule, verdict: verdict as Verdict };
  });
}

/** The sample with rules of its own. */
export function sampleWith(...rules: readonly ValidationRule[]): OpenApiSchema {
  return { ...SAMPLE, 'x-kubernetes-validations': rules };
}

/** An object whose spec has a schema. */
export function objectOf(spec: OpenApiSchema): OpenApiSchema {
  return { type: 'object', properties: { spec } };
}

/** The rules of a spec. */
export function rulesOf(spec: OpenApiSchema): SchemaRules {
  const rules = SchemaRules.of(objectOf(spec), '').property('spec');
  if (!rules) throw new Error('there is no spec');
  return rules;
}

/** What is wrong with a value by one rule on it. */
export function problemsOf(spec: OpenApiSchema, value: unknown, old?: unknown): readonly FieldProblem[] {
  return rulesOf(spec).problems(value, old);
}

/** The message with which a schema is refused; `undefined` for one that is not. */
export function refusalOf(spec: OpenApiSchema): string | undefined {
  try {
    rulesOf(spec);
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error.message;
    throw error;
  }
}

/** What becomes of a rule on the sample. */
export function verdictOf(rule: string): Verdict {
  const spec = sampleWith({ rule });
  if (refusalOf(spec) !== undefined) return 'refused';
  const [problem] = problemsOf(spec, VALUE);
  if (!problem) return 'true';
  return problem.problem.problem.startsWith('cannot be judged') ? 'error' : 'false';
}

/** Declares a test of a table: each of its rules is judged as API servers judge it. */
export function testTable(table: string): void {
  test(`rules on ${table.replaceAll('-', ' ')} are judged as API servers judge them`, () => {
    const rows = rowsOf(table);
    expect(rows.map(({ rule }) => ({ rule, verdict: verdictOf(rule) }))).toEqual(rows);
  });
}
