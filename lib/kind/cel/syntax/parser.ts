import { CompileError } from '../errors';
import { isKeyword } from '../escape';
import { call, type Expr, ident, literal, type MapEntry, method, Operator } from './expr';
import { type Token, tokenize } from './lexer';
import { expandMacro } from './macros';

const RELATIONS = ['<', '<=', '>', '>=', '==', '!=', 'in'];
const MAX_DEPTH = 250;
const MAX_INT = 2n ** 63n - 1n;

/**
 * Parses an expression, macros expanded.
 * Source: parser/gen/CEL.g4 of github.com/google/cel-go.
 * @throws CompileError for what is not an expression
 */
export function parse(text: string): Expr {
  const parser = new Parser(tokenize(text));
  const expr = parser.expression();
  parser.expectEnd();
  return expr;
}

class Parser {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** A whole expression. */
  expression(): Expr {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new CompileError('it is nested too deeply', this.token.at);
    const condition = this.or();
    let expr = condition;
    if (this.accept('?')) {
      const yes = this.or();
      this.expect(':');
      expr = call(condition.at, Operator.CONDITIONAL, condition, yes, this.expression());
    }
    this.depth -= 1;
    return expr;
  }

  /** Refuses what follows an expression. */
  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.unexpected('an operator');
  }

  private or(): Expr {
    return this.binary(['||'], () => this.and());
  }

  private and(): Expr {
    return this.binary(['&&'], () => this.relation());
  }

  private relation(): Expr {
    return this.binary(RELATIONS, () => this.sum());
  }

  private sum(): Expr {
    return this.binary(['+', '-'], () => this.product());
  }

  private product(): Expr {
    return this.binary(['*', '/', '%'], () => this.unary());
  }

  private binary(signs: readonly string[], operand: () => Expr): Expr {
    let left = operand();
    for (;;) {
      const sign = signs.find((candidate) => this.accept(candidate));
      if (sign === undefined) return left;
      left = call(left.at, sign === 'in' ? Operator.IN : `_${sign}_`, left, operand());
    }
  }

  private unary(): Expr {
    const { at } = this.token;
    if (this.accept('!')) {
      let times = 1;
      while (this.accept('!')) times += 1;
      const operand = this.member();
      return times % 2 === 0 ? operand : call(at, Operator.NOT, operand);
    }
    // One minus before a number is a part of it; more are operators, all of them.
    if (this.isNegativeLiteral()) return this.member();
    let minuses = 0;
    while (this.accept('-')) minuses += 1;
    const operand = this.member();
    return minuses % 2 === 0 ? operand : call(at, Operator.NEGATE, operand);
  }

  private isNegativeLiteral(): boolean {
    if (!this.isSign('-')) return false;
    const { kind, value } = this.tokens[this.position + 1] ?? {};
    return kind === 'literal' && (typeof value === 'bigint' || typeof value === 'number');
  }

  private member(): Expr {
    let expr = this.primary();
    for (;;) {
      const { at } = this.token;
      if (this.accept('.')) expr = this.selection(at, expr);
      else if (this.accept('[')) {
        const operator = this.accept('?') ? Operator.OPTIONAL_INDEX : Operator.INDEX;
        expr = call(at, operator, expr, this.expression());
        this.expect(']');
      } else return expr;
    }
  }

  private selection(at: number, operand: Expr): Expr {
    const isOptional = this.accept('?');
    const { kind, text } = this.token;
    if (kind !== 'identifier' && kind !== 'quoted') throw this.unexpected('the name of a field');
    this.position += 1;
    if (isOptional) return call(at, Operator.OPTIONAL_SELECT, operand, literal(at, text));
    if (kind === 'identifier' && this.accept('(')) {
      const args = this.items(')', () => this.expression());
      return expandMacro(at, text, operand, args) ?? method(at, operand, text, ...args);
    }
    return { kind: 'select', at, operand, field: text, test: false };
  }

  private primary(): Expr {
    const { at, kind } = this.token;
    if (kind === 'literal' || this.isNegativeLiteral()) return this.literal();
    if (this.accept('(')) {
      const expr = this.expression();
      this.expect(')');
      return expr;
    }
    if (this.accept('[')) return this.list(at);
    if (this.accept('{')) return { kind: 'map', at, entries: this.items('}', () => this.entry()) };
    // There are no namespaces in a rule: a name from their root is the name.
    this.accept('.');
    if (this.token.kind !== 'identifier') throw this.unexpected('a value');
    return this.name(at);
  }

  private name(at: number): Expr {
    const { text } = this.token;
    this.position += 1;
    if (isKeyword(text)) throw new CompileError(`"${text}" is a reserved word`, at);
    if (this.isSign('{')) throw new CompileError(`no object of a type "${text}" can be made here`, at);
    if (!this.accept('(')) return ident(at, text);
    const args = this.items(')', () => this.expression());
    return expandMacro(at, text, undefined, args) ?? call(at, text, ...args);
  }

  private literal(): Expr {
    const { at } = this.token;
    const isNegative = this.accept('-');
    const { kind, value, text } = this.token;
    if (kind !== 'literal' || value === undefined) throw this.unexpected('a value');
    this.position += 1;
    if (typeof value === 'number') return literal(at, isNegative ? -value : value);
    if (typeof value !== 'bigint') return literal(at, value);
    if (value > MAX_INT + (isNegative ? 1n : 0n))
      throw new CompileError(`${text} is too large for an int`, at);
    return literal(at, isNegative ? -value : value);
  }

  private list(at: number): Expr {
    const optional = new Set<number>();
    const items = this.items(']', (index) => {
      if (this.accept('?')) optional.add(index);
      return this.expression();
    });
    return { kind: 'list', at, items, optional };
  }

  private entry(): MapEntry {
    const optional = this.accept('?');
    const key = this.expression();
    this.expect(':');
    return { key, value: this.expression(), optional };
  }

  /** Parts between commas up to a closing bracket, before which there may be one more comma except in calls. */
  private items<T>(close: string, part: (index: number) => T): readonly T[] {
    const found: T[] = [];
    while (!this.accept(close)) {
      if (found.length > 0) this.expect(',');
      if (found.length > 0 && close !== ')' && this.accept(close)) break;
      found.push(part(found.length));
    }
    return found;
  }

  private get token(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: 'the end', at: 0 };
  }

  private isSign(text: string): boolean {
    return this.token.kind === 'punctuation' && this.token.text === text;
  }

  private accept(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.position += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected(`"${text}"`);
  }

  private unexpected(wanted: string): CompileError {
    const { kind, text, at } = this.token;
    return new CompileError(`${kind === 'end' ? text : `"${text}"`} where ${wanted} belongs`, at);
  }
}
