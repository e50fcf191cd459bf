import { nameOf } from '../judgement';
import type { Attributes } from './attributes';
import { allows, type Binding, binds, type Held, type Role, type Rule } from './held';

/** What an account holds, but for one part. */
export interface Lack {
  /** Of what sort the part is: the row of a table. */
  readonly sort: 'rules' | 'verbs' | 'bindings';
  /** The part, in words. */
  readonly what: string;
  /** The rest. */
  readonly held: Held;
  /** Whether the part was of use for something that is asked for. */
  served(asked: Attributes): boolean;
}

/** Everything that an account can lack: each rule of each role, each verb of each resource of each rule, each binding. */
export function lacksOf(held: Held): readonly Lack[] {
  const inRoles = held.roles.flatMap((role) =>
    role.rules.flatMap((rule) => [ruleLack(held, role, rule), ...verbLacks(held, role, rule)]),
  );
  return [...inRoles, ...held.bindings.map((binding) => bindingLack(held, binding))];
}

function ruleLack(held: Held, role: Role, rule: Rule): Lack {
  return {
    sort: 'rules',
    what: `the rule "${wordsOf(rule)}" of ${nameOf(role)}`,
    held: replaced(held, role, rule, []),
    served: (asked) => allows(rule, asked),
  };
}

function verbLacks(held: Held, role: Role, rule: Rule): readonly Lack[] {
  return rule.resources.flatMap((resource) =>
    rule.verbs.map((verb): Lack => {
      const part = { ...rule, resources: [resource], verbs: [verb] };
      const others = rule.resources.filter((other) => other !== resource);
      const rest = [
        { ...rule, resources: others },
        { ...rule, resources: [resource], verbs: rule.verbs.filter((other) => other !== verb) },
      ].filter(({ resources, verbs }) => resources.length > 0 && verbs.length > 0);
      return {
        sort: 'verbs',
        what: `the verb "${wordsOf(part)}" of ${nameOf(role)}`,
        held: replaced(held, role, rule, rest),
        served: (asked) => allows(part, asked),
      };
    }),
  );
}

function bindingLack({ roles, bindings }: Held, binding: Binding): Lack {
  const { namespace } = binding.metadata;
  const rules = roles.filter((role) => binds(binding, role)).flatMap((role) => role.rules);
  return {
    sort: 'bindings',
    what: nameOf(binding),
    held: { roles, bindings: bindings.filter((other) => other !== binding) },
    served: (asked) =>
      (namespace === undefined || asked.namespace === namespace) && rules.some((rule) => allows(rule, asked)),
  };
}

function replaced({ roles, bindings }: Held, role: Role, rule: Rule, rest: readonly Rule[]): Held {
  const rules = role.rules.flatMap((other) => (other === rule ? rest : [other]));
  return { roles: roles.map((other) => (other === role ? { ...role, rules } : other)), bindings };
}

function wordsOf({ verbs, resources, apiGroups, resourceNames = [] }: Rule): string {
  const [group] = apiGroups;
  const names = resourceNames.length > 0 ? ` ${resourceNames.join(', ')}` : '';
  return `${verbs.join(', ')} ${resources.join(', ')}${names}${group ? ` (${group})` : ''}`;
}
