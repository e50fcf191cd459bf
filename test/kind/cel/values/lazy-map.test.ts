import { EvaluationError } from '../../../../lib/kind/cel/errors';
import { LazyMap } from '../../../../lib/kind/cel/values/lazy-map';

test('a value is found when it is asked for, once, and so is an error', () => {
  const good = jest.fn(() => 1n);
  const bad = jest.fn((): never => {
    throw new EvaluationError('no');
  });
  const map = new LazyMap(
    new Map<string, () => bigint>([
      ['good', good],
      ['bad', bad],
    ]),
  );
  expect(map.size).toBe(2);
  expect(map.keys()).toEqual(['good', 'bad']);
  expect(good).not.toHaveBeenCalled();
  expect([map.find('good'), map.find('good'), map.find('other')]).toEqual([1n, 1n, undefined]);
  expect(() => map.find('bad')).toThrow('no');
  expect(() => map.find('bad')).toThrow('no');
  expect(good).toHaveBeenCalledTimes(1);
  expect(bad).toHaveBeenCalledTimes(1);
});

test('an error of the program itself is no error of CEL', () => {
  const map = new LazyMap(
    new Map([
      [
        'broken',
        () => {
          throw new TypeError('broken');
        },
      ],
    ]),
  );
  expect(() => map.find('broken')).toThrow(TypeError);
});

test('variables are compared with nothing', () => {
  expect(() => new LazyMap(new Map()).equals()).toThrow('cannot be compared');
});
