import { CompileError } from '../errors';
import { call, type Expr, ident, list, literal, method, Operator } from './expr';

/** Turns the arguments of a macro, and the value that it is called on, into what it stands for. */
type Macro = (at: number, target: Expr, args: readonly Expr[]) => Expr;

/** No name that an expression can say, so that none hides it. */
const ACCU = '@result';
const UNUSED = '#unused';

/**
 * What a call stands for, where it is that of a macro: of a name, with or without a target, and a number of arguments.
 * Sources: parser/macro.go, ext/comprehensions.go, ext/lists.go and cel/library.go of github.com/google/cel-go.
 * @throws CompileError for arguments that the macro does not take
 */
export function expandMacro(
  at: number,
  name: string,
  target: Expr | undefined,
  args: readonly Expr[],
): Expr | undefined {
  if (target === undefined) {
    const [field] = args;
    return name === 'has' && field && args.length === 1 ? presence(at, field) : undefined;
  }
  return MACROS[`${name}/${args.length}`]?.(at, target, args);
}

function presence(at: number, field: Expr): Expr {
  if (field.kind === 'select' && !field.test) return { ...field, at, test: true };
  throw new CompileError('has() takes a field, such as has(self.name)', field.at);
}

function nameOf(expr: Expr | undefined): string {
  if (expr?.kind === 'ident' && expr.name !== '__result__') return expr.name;
  throw new CompileError('the variable of a macro is a plain name', expr?.at ?? 0);
}

/** The names before a predicate, of which there are one or two. */
function variablesOf(args: readonly Expr[], count: number): { variable: string; second?: string } {
  const variable = nameOf(args[0]);
  if (count === 1) return { variable };
  const second = nameOf(args[1]);
  if (second === variable) throw new CompileError(`${variable} names two variables`, args[1]?.at ?? 0);
  return { variable, second };
}

interface Loop {
  readonly init: (at: number) => Expr;
  readonly condition?: (at: number, accu: Expr) => Expr;
  readonly step: (at: number, accu: Expr, args: readonly Expr[], names: { variable: string }) => Expr;
  readonly result?: (at: number, accu: Expr) => Expr;
}

function loop(count: number, { init, condition, step, result }: Loop): Macro {
  return (at, range, args) => {
    const names = variablesOf(args, count);
    const accu = ident(at, ACCU);
    return {
      kind: 'comprehension',
      at,
      ...names,
      range,
      accu: ACCU,
      init: init(at),
      condition: condition?.(at, accu) ?? literal(at, true),
      step: step(at, accu, args.slice(count), names),
      result: result?.(at, accu) ?? accu,
    };
  };
}

function argument(args: readonly Expr[], index: number): Expr {
  const found = args[index];
  if (!found) throw new CompileError('an argument of a macro is missing', 0);
  return found;
}

const ALL: Loop = {
  init: (at) => literal(at, true),
  condition: (at, accu) => call(at, Operator.NOT_STRICTLY_FALSE, accu),
  step: (at, accu, args) => call(at, Operator.AND, accu, argument(args, 0)),
};

const EXISTS: Loop = {
  init: (at) => literal(at, false),
  condition: (at, accu) => call(at, Operator.NOT_STRICTLY_FALSE, call(at, Operator.NOT, accu)),
  step: (at, accu, args) => call(at, Operator.OR, accu, argument(args, 0)),
};

const EXISTS_ONE: Loop = {
  init: (at) => literal(at, 0n),
  step: (at, accu, args) =>
    call(at, Operator.CONDITIONAL, argument(args, 0), call(at, Operator.ADD, accu, literal(at, 1n)), accu),
  result: (at, accu) => call(at, Operator.EQUALS, accu, literal(at, 1n)),
};

/** A loop that adds to a list or map, of every round or of those for which a predicate before it is true. */
function collect(
  init: (at: number) => Expr,
  add: (at: number, accu: Expr, part: Expr, names: { variable: string }) => Expr,
): Loop {
  return {
    init,
    step: (at, accu, args, names) => {
      const part = args.length > 1 ? argument(args, 1) : argument(args, 0);
      const added = add(at, accu, part, names);
      return args.length > 1 ? call(at, Operator.CONDITIONAL, argument(args, 0), added, accu) : added;
    },
  };
}

const NO_ENTRIES = (at: number): Expr => ({ kind: 'map', at, entries: [] });
const TO_LIST = collect(list, (at, accu, part) => call(at, Operator.ADD, accu, list(at, part)));
const TO_MAP = collect(NO_ENTRIES, (at, accu, part, { variable }) =>
  call(at, 'cel.@mapInsert', accu, ident(at, variable), part),
);
const TO_ENTRIES = collect(NO_ENTRIES, (at, accu, part) => call(at, 'cel.@mapInsert', accu, part));
const FILTER: Loop = {
  init: list,
  step: (at, accu, args, { variable }) =>
    call(
      at,
      Operator.CONDITIONAL,
      argument(args, 0),
      call(at, Operator.ADD, accu, list(at, ident(at, variable))),
      accu,
    ),
};

/** A name for a value within an expression: a loop over nothing, of which only the result counts. */
function bind(at: number, name: string, value: Expr, result: Expr): Expr {
  return {
    kind: 'comprehension',
    at,
    variable: UNUSED,
    range: list(at),
    accu: name,
    init: value,
    condition: literal(at, false),
    step: ident(at, name),
    result,
  };
}

function optional(wrap: (at: number, result: Expr) => Expr): Macro {
  return (at, target, args) =>
    call(
      at,
      Operator.CONDITIONAL,
      method(at, target, 'hasValue'),
      wrap(at, bind(at, nameOf(args[0]), method(at, target, 'value'), argument(args, 1))),
      call(at, 'optional.none'),
    );
}

const SORT_INPUT = '@sortBy';

const MACROS: Readonly<Record<string, Macro>> = {
  'all/2': loop(1, ALL),
  'all/3': loop(2, ALL),
  'exists/2': loop(1, EXISTS),
  'exists/3': loop(2, EXISTS),
  'exists_one/2': loop(1, EXISTS_ONE),
  'exists_one/3': loop(2, EXISTS_ONE),
  'existsOne/3': loop(2, EXISTS_ONE),
  'map/2': loop(1, TO_LIST),
  'map/3': loop(1, TO_LIST),
  'filter/2': loop(1, FILTER),
  'transformList/3': loop(2, TO_LIST),
  'transformList/4': loop(2, TO_LIST),
  'transformMap/3': loop(2, TO_MAP),
  'transformMap/4': loop(2, TO_MAP),
  'transformMapEntry/3': loop(2, TO_ENTRIES),
  'transformMapEntry/4': loop(2, TO_ENTRIES),
  'optMap/2': optional((at, result) => call(at, 'optional.of', result)),
  'optFlatMap/2': optional((_, result) => result),
  'sortBy/2': (at, target, args) => {
    const input = ident(at, SORT_INPUT);
    const keys = loop(1, TO_LIST)(at, input, args);
    return bind(at, SORT_INPUT, target, method(at, input, '@sortByAssociatedKeys', keys));
  },
};
