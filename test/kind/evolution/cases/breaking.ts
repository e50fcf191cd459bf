import { cases } from './schema-case';
import { rule, STRING, x } from './vocabulary';

/** Each object is as good as before, but a client cannot change it to the last column any more. */
export const BREAKING = cases(
  [
    [
      'a field becomes immutable',
      x(STRING),
      x({ ...STRING, ...rule('self == oldSelf') }),
      ['breaks v1.spec.x transition-rule-added'],
      { x: 'a' },
      { x: 'b' },
    ],
  ],
  (refusedChange) => ({ refusedChange }),
);
