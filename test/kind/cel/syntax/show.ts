import type { Expr } from '../../../../lib/kind/cel/syntax/expr';

/** An expression in a form of which nothing is left to precedence. */
export function show(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? `'${expr.value}'` : String(expr.value);
    case 'ident':
      return expr.name;
    case 'select':
      return `${expr.test ? 'has ' : ''}${show(expr.operand)}.${expr.field}`;
    case 'call': {
      const args = expr.args.map(show).join(', ');
      return `${expr.target ? `${show(expr.target)}.` : ''}${expr.name}(${args})`;
    }
    case 'list':
      return `[${expr.items.map((item, index) => (expr.optional.has(index) ? '?' : '') + show(item)).join(', ')}]`;
    case 'map': {
      const entries = expr.entries.map(
        ({ key, value, optional }) => `${optional ? '?' : ''}${show(key)}: ${show(value)}`,
      );
      return `{${entries.join(', ')}}`;
    }
    case 'comprehension': {
      const names = [expr.variable, expr.second].filter(Boolean).join(', ');
      const { accu, init, condition, step, result } = expr;
      return `for ${names} in ${show(expr.range)} {${accu} = ${show(init)}; while ${show(condition)}; ${show(step)}; ${show(result)}}`;
    }
  }
}
