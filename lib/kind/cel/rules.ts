import { PlatformError } from '../../core/errors';
import type { FieldProblem } from '../schema/field-problem';
import { fieldAt, type OpenApiSchema } from '../schema/open-api-schema';
import { Limit, type Place, ROOT, within } from './cost/budget';
import { declare } from './declarations';
import { judge } from './judge';
import { oldItems } from './old-items';
import { resourceSchema } from './resource-schema';
import { type CompiledRule, compileRule } from './rule';

/** Where a part of a schema is, and what is known of the parts around it. */
interface Surroundings {
  readonly field: string;
  readonly isResource: boolean;
  readonly place: Place;
  readonly unkeyed?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const known = new WeakMap<OpenApiSchema, SchemaRules>();

/**
 * The CEL rules of a schema (`x-kubernetes-validations`), compiled once, and run as the API server runs them. Rules
 * inside `allOf` are not looked at.
 */
export class SchemaRules {
  /**
   * The rules of a schema of whole objects, with `apiVersion`, `kind` and `metadata`.
   * @param field name of the value that the schema is for, as messages show it; empty for the object itself
   * @throws PlatformError without a path, naming the field, for a rule that the API server would refuse: one that does
   * not compile, that could cost too much, or whose message, reason or path is not valid
   */
  static of(schema: OpenApiSchema, field: string): SchemaRules {
    const found = known.get(schema);
    if (found) return found;
    const rules = new SchemaRules(schema, { field, isResource: true, place: ROOT });
    checkTotal(rules, field);
    known.set(schema, rules);
    return rules;
  }

  private readonly rules: readonly CompiledRule[];
  private readonly properties: ReadonlyMap<string, SchemaRules>;
  private readonly items?: SchemaRules;
  private readonly values?: SchemaRules;
  private readonly seen: OpenApiSchema;

  private constructor(
    private readonly schema: OpenApiSchema,
    at: Surroundings,
  ) {
    const { field, place } = at;
    this.rules = compileRules(schema, at);
    this.seen = at.isResource ? resourceSchema(schema) : schema;
    const inner = (part: OpenApiSchema, name: string, unkeyed = at.unkeyed): SchemaRules =>
      new SchemaRules(part, {
        field: name,
        isResource: part['x-kubernetes-embedded-resource'] === true,
        place: within(place, schema, field),
        unkeyed,
      });
    const properties = Object.entries(schema.properties ?? {});
    this.properties = new Map(
      properties.map(([property, part]) => [property, inner(part, fieldAt(field, { property }))]),
    );
    const isKeyed = schema['x-kubernetes-list-type'] === 'map';
    this.items =
      schema.items &&
      inner(schema.items, fieldAt(field, 'items'), isKeyed ? at.unkeyed : (at.unkeyed ?? field));
    this.values = schema.additionalProperties && inner(schema.additionalProperties, fieldAt(field, 'values'));
    this.checkDefault(field);
  }

  /** The API server runs rules on a default as it is stated, before defaults inside of it are filled in. */
  private checkDefault(field: string): void {
    const given = this.schema.default;
    if (given === undefined) return;
    const [broken] = this.problems(given, given);
    if (!broken) return;
    throw new PlatformError(
      {
        problem: `has a default that breaks a CEL rule: ${broken.problem.problem}`,
        given,
        fix: 'state the whole default, or have the rule look whether something is there: has(self.name)',
      },
      { prop: field || undefined },
    );
  }

  /**
   * The oldest minor version of Kubernetes whose API server takes all of the rules as new ones: `29` for 1.29; 0 when
   * any does. Functions are taken one version after the one that brought them.
   */
  get needs(): number {
    return Math.max(0, ...this.all().map(({ needs }) => needs));
  }

  /** The rule that needs it; `undefined` where there are no rules. */
  get newest(): string | undefined {
    return this.all().find(({ needs }) => needs === this.needs)?.rule.rule;
  }

  /** The rules of a property; `undefined` when the schema has none of the name. */
  property(name: string): SchemaRules | undefined {
    return this.properties.get(name);
  }

  /**
   * Every rule that a value breaks, or that has no answer for it. Defaults are filled in already, and the value is
   * valid otherwise; a rule that meets what is not has no answer.
   * @param value the value, as JSON
   * @param old what it was before an update, for rules that compare with it; those are not run without
   * @returns problems, whose fields are named within the value
   */
  problems(value: unknown, old?: unknown): readonly FieldProblem[] {
    return [...this.find(value, old, '')];
  }

  /** All rules, those of the parts too. */
  private all(): readonly CompiledRule[] {
    const parts = [...this.properties.values(), this.items, this.values];
    return [...this.rules, ...parts.flatMap((part) => part?.all() ?? [])];
  }

  /** What all rules may cost together. */
  get cost(): number {
    return this.all().reduce((total, { cost }) => total + cost, 0);
  }

  private *find(value: unknown, old: unknown, field: string): Generator<FieldProblem> {
    // A rule on a value that is null is one on what holds it.
    if (value === null || value === undefined) return;
    for (const rule of this.rules) yield* judge(rule, { value, old, field, schema: this.seen });
    if (Array.isArray(value)) yield* this.findInItems(value, old, field);
    else if (typeof value === 'object') yield* this.findInFields(value as Fields, old, field);
  }

  private *findInItems(items: readonly unknown[], old: unknown, field: string): Generator<FieldProblem> {
    if (!this.items) return;
    const before = oldItems(this.schema, old);
    for (const [index, item] of items.entries()) {
      yield* this.items.find(item, before(item), `${field}[${index}]`);
    }
  }

  private *findInFields(fields: Fields, old: unknown, field: string): Generator<FieldProblem> {
    for (const [property, value] of Object.entries(fields)) {
      const before = isFields(old) && Object.hasOwn(old, property) ? old[property] : undefined;
      const part = this.values ?? this.properties.get(property);
      if (part) yield* part.find(value, before, fieldAt(field, { property }));
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compileRules(schema: OpenApiSchema, at: Surroundings): readonly CompiledRule[] {
  const rules = schema['x-kubernetes-validations'] ?? [];
  if (rules.length === 0) return [];
  const declaration = declare(schema, at.isResource);
  if (declaration) return rules.map((rule) => compileRule(rule, { ...at, schema, declaration }));
  throw new PlatformError(
    { problem: 'has a CEL rule, but no type that it could be about', given: rules[0]?.rule },
    { prop: at.field || undefined },
  );
}

function checkTotal(rules: SchemaRules, field: string): void {
  if (rules.cost <= Limit.DEFINITION) return;
  throw new PlatformError(
    {
      problem: `has CEL rules that together could cost too much: ${(rules.cost / Limit.DEFINITION).toFixed(1)} times what the API server lets those of a definition cost`,
      fix: 'lower the bounds of the lists, maps and texts that they read, or have fewer rules',
    },
    { prop: field || undefined },
  );
}
