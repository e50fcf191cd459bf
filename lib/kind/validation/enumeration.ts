import { canonicalJson, typeOf } from './json-type';

/**
 * Whether a value is one of the choices of an enum, as Go compares them: it converts the value to the type of the
 * choice first, which drops the fraction of a number and makes a character of an integer. Null is never one.
 *
 * Source: basicCommonValidator in k8s.io/kube-openapi, pkg/validation/validate/validator.go.
 */
export function isChoice(choices: readonly unknown[], value: unknown): boolean {
  return value !== null && choices.some((choice) => isSame(value, choice));
}

function isSame(value: unknown, choice: unknown): boolean {
  if (value === choice) return true;
  if (typeof choice === 'object' && choice !== null) return canonicalJson(value) === canonicalJson(choice);
  if (typeof value !== 'number') return false;
  if (typeOf(choice) === 'integer') return Math.trunc(value) === choice;
  return typeof choice === 'string' && typeOf(value) === 'integer' && characterOf(value) === choice;
}

function characterOf(code: number): string {
  const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
