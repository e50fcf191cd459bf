import {
  type ApiObject,
  App,
  ImplicitTokenResolver,
  type IResolver,
  LazyResolver,
  NumberStringUnionResolver,
  ResolutionContext,
} from 'cdk8s';
import { PlatformError } from './errors';
import { isPlainObject } from './plain-object';

/** What every App of cdk8s has. They leave alone whatever is no token. */
const BUILT_IN: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * Renders the fields of an object as `ApiObject.toJson` does: what is deferred is resolved, what is undefined is left out,
 * keys are sorted. Other than there, values that are no tokens are passed over where no resolver of the app's own looks at
 * them: for each text and number cdk8s looks for the App anew and asks every resolver, and takes half as long again.
 * Source: `resolve` and `sanitizeValue` in github.com/cdk8s-team/cdk8s-core, src/resolve.ts and src/_util.ts.
 * @param keepsNulls whether null is a value, as a schema of a custom kind may have it; cdk8s leaves it out
 * @throws PlatformError without a path, for what is no JSON
 */
export function renderValues(
  object: ApiObject,
  fields: object,
  keepsNulls: boolean,
): Record<string, unknown> {
  const { resolvers } = App.of(object);
  const isSorted = !process.env.CDK8S_DISABLE_SORT;
  const asksAll = resolvers.some((resolver: IResolver) => !BUILT_IN.includes(resolver.constructor));

  const visit = (key: readonly string[], value: unknown): unknown => {
    if (value === undefined || value === null) return keepsNulls ? value : undefined;
    const isPlain = typeof value !== 'object' || Array.isArray(value) || isPlainObject(value);
    if (asksAll || !isPlain || isImplicitToken(value)) {
      const context = new ResolutionContext(object, [...key], value);
      for (const resolver of resolvers) {
        resolver.resolve(context);
        if (context.replaced) return visit(key, context.replacedValue);
      }
    }
    if (typeof value !== 'object') return value;
    if (!isPlain) {
      throw new PlatformError({
        problem: 'has a value that is no JSON',
        given: `an object of class ${value.constructor.name}`,
        allowed: 'texts, numbers, booleans, lists and plain objects',
      });
    }
    if (Array.isArray(value))
      return value.map((item, index) => visit(asksAll ? [...key, `${index}`] : key, item));
    const rendered: [string, unknown][] = [];
    const names = Object.keys(value);
    for (const name of isSorted ? names.sort() : names) {
      const part = visit(asksAll ? [...key, name] : key, (value as Record<string, unknown>)[name]);
      if (part !== undefined) rendered.push([name, part]);
    }
    // Sets a key `__proto__` as well, which an assignment would not.
    return Object.fromEntries(rendered);
  };
  return visit([], fields) as Record<string, unknown>;
}

/** Whether a value says itself what it stands for. */
function isImplicitToken(value: NonNullable<unknown>): boolean {
  return typeof (value as { readonly resolve?: unknown }).resolve === 'function';
}
