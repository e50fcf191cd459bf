import * as fc from 'fast-check';
import { Shards } from '../../lib';

const LABEL = 'example.com/shard';

/** Whether a selector selects labels, as Kubernetes documents it for the forms `key=value` and `key notin (values)`. */
function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const equals = /^([^=\s]+)=(\S+)$/.exec(selector);
  if (equals) return labels[equals[1] as string] === equals[2];
  const notIn = /^(\S+) notin \(([^)]+)\)$/.exec(selector);
  if (!notIn) throw new Error(`not a selector of these forms: ${selector}`);
  const value = labels[notIn[1] as string];
  return value === undefined || !(notIn[2] as string).split(',').includes(value);
}

const value = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,5}[A-Za-z0-9])?$/);
const names = fc.uniqueArray(value, { minLength: 2, maxLength: 6 });
const key = fc.oneof(fc.constant(LABEL), fc.constantFrom('app', 'shard', 'example.com/shards'));
const labelsOf = (list: readonly string[]) =>
  fc.dictionary(key, fc.oneof(fc.constantFrom(...list), value, fc.constant('')), { noNullPrototype: true });

test('the first shard has what carries none of the others', () => {
  const shards = Shards.byLabel(LABEL, ['a', 'b', 'c']);
  expect(shards.all.map(({ name, selector }) => [name, selector])).toEqual([
    ['a', 'example.com/shard notin (b,c)'],
    ['b', 'example.com/shard=b'],
    ['c', 'example.com/shard=c'],
  ]);
});

test('whatever labels an object has, exactly one shard has it', () => {
  const cases = names.chain((list) => fc.tuple(fc.constant(list), labelsOf(list)));
  let shared = 0;
  fc.assert(
    fc.property(cases, ([list, labels]) => {
      const having = Shards.byLabel(LABEL, list).all.filter(({ selector }) => selects(selector, labels));
      expect(having).toHaveLength(1);
      if (labels[LABEL] !== undefined && list.includes(labels[LABEL])) {
        expect(having[0]?.name).toBe(labels[LABEL]);
        shared += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(shared).toBeGreaterThan(50);
});

test('shards are the same cut in any order, as long as the first is the same', () => {
  const cut = (...list: string[]) => Shards.byLabel(LABEL, list).cut;
  expect(cut('a', 'b', 'c')).toBe(cut('a', 'c', 'b'));
  expect(cut('a', 'b', 'c')).not.toBe(cut('b', 'a', 'c'));
  expect(cut('a', 'b')).not.toBe(Shards.byLabel('shard', ['a', 'b']).cut);
});
