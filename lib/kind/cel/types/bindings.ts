import { firstParam, isSame, lastParam, listOf, mapOf, optionalOf, SIMPLE, type Type } from './type';

/**
 * What the type parameters of an expression stand for, as far as it is known.
 * Source: checker/types.go of github.com/google/cel-go.
 */
export class Bindings {
  private bound: Map<string, Type> = new Map();
  private count = 0;

  /** A type parameter that nothing else has. */
  fresh(): Type {
    this.count += 1;
    return { kind: 'param', name: `#${this.count}`, params: [] };
  }

  /** Whether values of one type may stand where those of another are expected; binds parameters if so. */
  assign(from: Type, to: Type): boolean {
    return this.assignAll([from], [to]);
  }

  /** Whether all of some types may stand for others; binds parameters if so, and none otherwise. */
  assignAll(from: readonly Type[], to: readonly Type[]): boolean {
    const before = new Map(this.bound);
    if (this.assignEach(from, to)) return true;
    this.bound = before;
    return false;
  }

  /** A type with the parameters that are known in it replaced. */
  resolve(type: Type): Type {
    const bound = type.kind === 'param' ? this.bound.get(type.name) : undefined;
    return bound ? this.resolve(bound) : rebuild(type, (part) => this.resolve(part));
  }

  /** A type without parameters: those that nothing is known of can be anything. */
  settle(type: Type): Type {
    const resolved = this.resolve(type);
    return resolved.kind === 'param' ? SIMPLE.dyn : rebuild(resolved, (part) => this.settle(part));
  }

  private assignEach(from: readonly Type[], to: readonly Type[]): boolean {
    return (
      from.length === to.length &&
      from.every((type, index) => {
        const other = to[index];
        return other !== undefined && this.assignOne(type, other);
      })
    );
  }

  private assignOne(from: Type, to: Type): boolean {
    if (to.kind === 'param') {
      if (this.bind(to, from)) return true;
      if (this.bound.has(to.name)) return false;
    }
    if (from.kind === 'param') return this.bind(from, to);
    if (from.kind === 'dyn' || to.kind === 'dyn') return true;
    if (from.kind === 'null') return isNullable(to);
    if (to.kind === 'null') return isNullable(from);
    if (from.kind !== to.kind || from.name !== to.name) return false;
    if (from.kind === 'type') return true;
    if (from.kind === 'object') return from === to;
    return this.assignEach(from.params, to.params);
  }

  /** Binds a parameter to a type, or widens what it is bound to. */
  private bind(to: Type, type: Type): boolean {
    if (isSame(to, type)) return true;
    const bound = this.bound.get(to.name);
    if (!bound) {
      if (this.mentions(type, to)) return false;
      this.bound.set(to.name, type);
      return true;
    }
    if (isSame(bound, type)) return true;
    if (!this.assignOne(type, bound)) return false;
    const widest = isAtMostAsSpecific(type, bound) ? type : bound;
    if (!this.mentions(widest, to)) this.bound.set(to.name, widest);
    return true;
  }

  private mentions(within: Type, part: Type): boolean {
    if (isSame(within, part)) return true;
    if (within.kind !== 'param') return within.params.some((inner) => this.mentions(inner, part));
    const bound = this.bound.get(within.name);
    return bound !== undefined && this.mentions(bound, part);
  }
}

/** The more general of two types, of which one may stand for the other. */
export function moreGeneral(one: Type, other: Type): Type {
  return isAtMostAsSpecific(one, other) ? one : other;
}

function isAtMostAsSpecific(one: Type, other: Type): boolean {
  if (one.kind === 'dyn' || one.kind === 'param') return true;
  if (other.kind === 'dyn' || other.kind === 'param') return false;
  if (one.kind !== other.kind || one.name !== other.name) return false;
  if (one.kind === 'object') return one === other;
  return one.params.every((part, index) => isAtMostAsSpecific(part, other.params[index] ?? SIMPLE.dyn));
}

function isNullable(type: Type): boolean {
  return ['null', 'duration', 'timestamp', 'opaque', 'optional', 'object'].includes(type.kind);
}

function rebuild(type: Type, change: (part: Type) => Type): Type {
  if (type.kind === 'list') return listOf(change(firstParam(type)));
  if (type.kind === 'map') return mapOf(change(firstParam(type)), change(lastParam(type)));
  if (type.kind === 'optional') return optionalOf(change(firstParam(type)));
  return type;
}
