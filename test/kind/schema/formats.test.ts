import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCheck, TEXT_FORMATS } from '../../../lib/kind/schema/formats';

/** Texts by what kube-openapi as of Kubernetes 1.37, built with Go 1.26, makes of them (`strfmt.Default.Validates`). */
const CASES: Readonly<
  Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>
> = JSON.parse(readFileSync(join(__dirname, 'formats.cases.json'), 'utf8'));

test.each(TEXT_FORMATS)('%s is checked as Go does', (format) => {
  const cases = CASES[format];
  const check = formatCheck({ format, type: 'string' });
  expect(cases?.valid.filter((text) => !check?.(text))).toEqual([]);
  expect(cases?.invalid.filter((text) => check?.(text))).toEqual([]);
  expect(cases?.valid.length).toBeGreaterThan(1);
});

test.each([
  ['with dashes in its name or without', { format: 'datetime', type: 'string' }, true],
  ['where no type is stated', { format: 'date' }, true],
  ['of numbers or text', { format: 'date', 'x-kubernetes-int-or-string': true }, true],
  ['that no API server knows', { format: 'color', type: 'string' }, false],
  ['that an object has by its name alone', { format: 'constructor', type: 'string' }, false],
  ['of another type', { format: 'date', type: 'integer' }, false],
  ['that is empty', { format: '', type: 'string' }, false],
] as const)('a format %s: is checked %#', (_, schema, isChecked) => {
  expect(formatCheck(schema) !== undefined).toBe(isChecked);
});
