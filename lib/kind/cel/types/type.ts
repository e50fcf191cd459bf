/** What sort of type one is. */
export type TypeKind =
  | 'bool'
  | 'bytes'
  | 'double'
  | 'duration'
  | 'dyn'
  | 'int'
  | 'list'
  | 'map'
  | 'null'
  | 'object'
  | 'opaque'
  | 'optional'
  | 'param'
  | 'string'
  | 'timestamp'
  | 'type'
  | 'uint';

/** A type of CEL. */
export interface Type {
  /** What sort it is. */
  readonly kind: TypeKind;
  /** Its name, without parameters. Types of equal name and parameters are the same, except for objects. */
  readonly name: string;
  /** Its parameters: of a list its items, of a map its keys and values, of an optional what it may hold. */
  readonly params: readonly Type[];
  /**
   * The fields of an object, by the names that expressions have for them.
   * @default - it is not an object
   */
  readonly fields?: ReadonlyMap<string, Type>;
}

function simple(kind: TypeKind, name: string = kind): Type {
  return { kind, name, params: [] };
}

/** Types without parameters, by the names that signatures have for them. */
export const SIMPLE = {
  bool: simple('bool'),
  bytes: simple('bytes'),
  double: simple('double'),
  duration: simple('duration', 'google.protobuf.Duration'),
  dyn: simple('dyn'),
  int: simple('int'),
  null: simple('null', 'null_type'),
  string: simple('string'),
  timestamp: simple('timestamp', 'google.protobuf.Timestamp'),
  uint: simple('uint'),
  url: simple('opaque', 'kubernetes.URL'),
  quantity: simple('opaque', 'kubernetes.Quantity'),
  ip: simple('opaque', 'net.IP'),
  cidr: simple('opaque', 'net.CIDR'),
  format: simple('opaque', 'kubernetes.NamedFormat'),
  semver: simple('opaque', 'kubernetes.Semver'),
  authorizer: simple('opaque', 'kubernetes.authorization.Authorizer'),
  pathCheck: simple('opaque', 'kubernetes.authorization.PathCheck'),
  groupCheck: simple('opaque', 'kubernetes.authorization.GroupCheck'),
  resourceCheck: simple('opaque', 'kubernetes.authorization.ResourceCheck'),
  decision: simple('opaque', 'kubernetes.authorization.Decision'),
} as const satisfies Readonly<Record<string, Type>>;

/** A list of items of a type. */
export function listOf(items: Type): Type {
  return { kind: 'list', name: 'list', params: [items] };
}

/** A map. */
export function mapOf(keys: Type, values: Type): Type {
  return { kind: 'map', name: 'map', params: [keys, values] };
}

/** A value of a type, or none. */
export function optionalOf(value: Type): Type {
  return { kind: 'optional', name: 'optional_type', params: [value] };
}

/** The type of a type. */
export function typeOf(type: Type): Type {
  return { kind: 'type', name: 'type', params: [type] };
}

/** A type that is found out by where it is used. */
export function param(name: string): Type {
  return simple('param', name);
}

/** The first parameter of a type that has one. */
export function firstParam(type: Type): Type {
  return type.params[0] ?? SIMPLE.dyn;
}

/** The last parameter of a type that has one: of a list its items, of a map its values. */
export function lastParam(type: Type): Type {
  return type.params.at(-1) ?? SIMPLE.dyn;
}

/** Whether two types are the same: objects only where they are one declaration. */
export function isSame(one: Type, other: Type): boolean {
  if (one === other) return true;
  if (one.kind !== other.kind || one.name !== other.name || one.kind === 'object') return false;
  if (one.kind === 'type') return true;
  return one.params.every((part, index) => {
    const counterpart = other.params[index];
    return counterpart !== undefined && isSame(part, counterpart);
  });
}

/** How messages name a type. */
export function describeType(type: Type): string {
  if (type.kind === 'object') return 'object';
  if (type.kind === 'param') return 'dyn';
  if (type.kind === 'optional') return `optional(${describeType(firstParam(type))})`;
  const name = type.kind === 'opaque' ? type.name : type.kind;
  return type.params.length === 0 || type.kind === 'type'
    ? name
    : `${name}(${type.params.map(describeType).join(', ')})`;
}
