/** Cases of the comparison: this file is compiled, by `npm run typecheck`, and not run. */
import { agree, type Disagreement } from './agreement';

enum Mode {
  FAST = 'fast',
  SLOW = 'slow',
}

/** As `cdk8s import` writes it for an integer or text. */
class Amount {
  private constructor(readonly value: number | string) {}

  static of(value: number): Amount {
    return new Amount(value);
  }
}

/** As `cdk8s import` types what may be anything. */
type Anything = ReturnType<typeof JSON.parse>;

interface Part {
  readonly name: string;
}

interface Bindings {
  readonly size: number;
  readonly mode?: Mode;
  readonly until?: Date;
  readonly amount?: Amount;
  readonly parts?: Part[];
  readonly limits?: { [key: string]: Amount };
  readonly extra?: Anything;
  readonly targetLsn?: string;
}

interface Props {
  readonly size: number;
  readonly mode?: 'fast' | 'slow';
  readonly until?: string;
  readonly amount?: number | string;
  readonly parts?: readonly Part[];
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly targetLSN?: string;
}

/** The props with some of them changed. */
type With<Change> = Omit<Props, keyof Change> & Change;

// Props and bindings agree where they mean the same JSON.
agree<Disagreement<Props, Bindings>>();

// A field of another type does not compile.
// @ts-expect-error a size is a number
agree<Disagreement<With<{ readonly size: string }>, Bindings>>();
// @ts-expect-error a value that the bindings do not have
agree<Disagreement<With<{ readonly mode?: 'fast' | 'slow' | 'still' }>, Bindings>>();
// @ts-expect-error a value that the props do not have
agree<Disagreement<With<{ readonly mode?: 'fast' }>, Bindings>>();
// @ts-expect-error a date is text
agree<Disagreement<With<{ readonly until?: number }>, Bindings>>();
// @ts-expect-error an amount may be a number
agree<Disagreement<With<{ readonly amount?: string }>, Bindings>>();
// @ts-expect-error parts are a list
agree<Disagreement<With<{ readonly parts?: Part }>, Bindings>>();
// @ts-expect-error the name of a part is text
agree<Disagreement<With<{ readonly parts?: readonly { readonly name: number }[] }>, Bindings>>();
// @ts-expect-error limits are amounts
agree<Disagreement<With<{ readonly limits?: Readonly<Record<string, boolean>> }>, Bindings>>();

// A field that one of them lacks, or asks for alone, does not compile.
// @ts-expect-error the bindings do not know it
agree<Disagreement<With<{ readonly weight?: number }>, Bindings>>();
// @ts-expect-error the props do not know it
agree<Disagreement<Omit<Props, 'until'>, Bindings>>();
// @ts-expect-error the bindings ask for it
agree<Disagreement<With<{ readonly size?: number }>, Bindings>>();

// What differs is named by its field.
type Changed = With<{ readonly parts?: readonly { readonly name: number }[]; readonly weight?: number }>;
const named: Disagreement<Changed, Bindings>[] = [
  'spec.parts[].name has another type',
  'spec.weight is not in the bindings',
];
// @ts-expect-error the size is the same
named.push('spec.size has another type');
