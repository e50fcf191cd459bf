import type { Expr } from '../syntax/expr';
import type { Type } from '../types/type';
import { type Range, UNKNOWN } from './range';

/** A part of an expression, or what a list has, whose size is of interest. */
export interface Node {
  /** Its type. */
  readonly type: Type;
  /** Its size, where it is known. */
  readonly size?: Range;
  /** The expression, where it is one. */
  readonly expr?: Expr;
  /** The items of a list. */
  readonly items?: () => Node;
}

/** What a call costs, its arguments aside, and how large its result is. */
export interface CallCost {
  readonly cost: Range;
  /**
   * Size of its result.
   * @default - nothing is known of it but its type
   */
  readonly size?: Range;
}

/** The size of a part, which can be anything. */
export function sizeOf(node: Node | undefined): Range {
  return node?.size ?? UNKNOWN;
}
