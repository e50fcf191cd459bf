import { PlatformError } from '../core/errors';

/** What a label has to be: equal to a text, or matched by a pattern as a whole. */
export type LabelMatch = string | { readonly matches: string };

/**
 * The series of a metric whose labels are as stated: `series('up', { job: 'shop' })` is `up{job="shop"}`.
 * @param labels by name; those of a selector that selects everything, `{}`, are left out
 */
export function series(metric: string, labels: Readonly<Record<string, LabelMatch>> = {}): string {
  const matchers = Object.entries(labels).map(([name, match]) =>
    typeof match === 'string' ? `${name}=${quoted(match)}` : `${name}=~${quoted(match.matches)}`,
  );
  return matchers.length > 0 ? `${metric}{${matchers.join(',')}}` : metric;
}

/** Strings of PromQL have the escapes of Go, which JSON's are among. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Strings, raw ones in backticks among them, comments, and brackets; what is between them tells nothing here. */
const PARTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|["'`()[\]{}]/g;

/**
 * Returns an expression in PromQL when its strings end and its brackets match. That is no proof that Prometheus takes it:
 * `promtool check rules` gives one.
 * @throws PlatformError without a path when it is empty, or a string or bracket is left open
 */
export function checkExpression(expression: string): string {
  const problem = problemOf(expression);
  if (problem === undefined) return expression;
  throw new PlatformError({ problem, given: expression, allowed: 'an expression in PromQL' });
}

function problemOf(expression: string): string | undefined {
  if (typeof expression !== 'string' || expression.trim() === '') return 'is empty';
  const open: string[] = [];
  for (const [part] of expression.matchAll(PARTS)) {
    const closing = CLOSING[part];
    if (closing) open.push(closing);
    else if (part === '"' || part === "'" || part === '`')
      return `has a string that ${part} opens and nothing ends`;
    else if (part.length === 1 && part !== '#' && open.pop() !== part)
      return `has a ${part} that nothing opens`;
  }
  const left = open.at(-1);
  return left && `lacks a ${left}`;
}
