import type { ValidationRule } from '../schema/open-api-schema';
import { breaks, brief, type Change, type Place, rejects } from './change';
import type { AnySchema } from './definition';
import { fieldsOf, restOf } from './schema-view';

/** CEL rules that a schema did not have: what they let through, nobody can tell from their text. */
export function* ruleChanges(released: AnySchema, next: AnySchema, place: Place): Generator<Change> {
  const isNew = newFields(released, next);
  const added = rulesOf(next)
    .filter((rule) => !rulesOf(released).some((other) => isSameRule(rule, other)))
    .filter(({ rule }) => !isOnNewField(rule, isNew));
  const states = added.filter((rule) => !isTransition(rule)).map(({ rule }) => rule);
  const transitions = added.filter(isTransition).map(({ rule }) => rule);
  if (states.length > 0) {
    yield rejects(place, 'rule-added', 'a stored object that breaks it', {
      to: states,
      problem: `has a new rule: ${states.map(brief).join('; ')}`,
      remedy: 'leave out the rule, or let it hold for what was valid before',
    });
  }
  if (transitions.length > 0) {
    yield breaks(
      place,
      'transition-rule-added',
      'a client that makes a change which the rule does not let through is refused',
      {
        to: transitions,
        problem: `has a new rule on what may follow what was before: ${transitions.map(brief).join('; ')}`,
        remedy: 'leave out the rule',
      },
    );
  }
}

function rulesOf(schema: AnySchema): readonly ValidationRule[] {
  return schema['x-kubernetes-validations'] ?? [];
}

/** A rule is what it says; its message is for people. With `optionalOldSelf`, it also runs where nothing was before. */
function isSameRule(a: ValidationRule, b: ValidationRule): boolean {
  return a.rule === b.rule && (a.optionalOldSelf ?? false) === (b.optionalOldSelf ?? false);
}

/** A rule on what was before does not run for what is unchanged, nor where nothing was before. */
function isTransition({ rule, optionalOldSelf }: ValidationRule): boolean {
  return /\boldSelf\b/.test(rule) && !optionalOldSelf;
}

/** Fields that no stored object has: the released schema drops them, and no default fills them in. */
function newFields(released: AnySchema, next: AnySchema): ReadonlySet<string> {
  const before = fieldsOf(released);
  const isOpen = restOf(released) !== undefined;
  const added = [...fieldsOf(next)].filter(
    ([name, field]) => !isOpen && !before.has(name) && field.default === undefined,
  );
  return new Set(added.map(([name]) => name));
}

/**
 * Whether a rule holds for every object without a field that is new: `!has(self.field) || …`. A conditional binds less than
 * `||`, so that it would not be what follows.
 */
function isOnNewField(rule: string, isNew: ReadonlySet<string>): boolean {
  const [, field, rest = ''] = /^!has\(self\.(\w+)\) *\|\|(.*)$/s.exec(rule.trim()) ?? [];
  return field !== undefined && isNew.has(field) && !rest.includes('?');
}
