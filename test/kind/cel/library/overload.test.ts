import { LIBRARY } from '../../../../lib/kind/cel/library';
import { functions, methods } from '../../../../lib/kind/cel/library/overload';
import { describeType } from '../../../../lib/kind/cel/types/type';

test('a signature tells the name, the parameters and the result', () => {
  const [overload] = methods(30, 'list(A)', { 'put(map(string, A), int): optional(A)': () => null });
  expect(overload).toMatchObject({ name: 'put', isMethod: true, needs: 30 });
  expect(overload?.id).toBe('list(A).put(map(string, A), int): optional(A)');
  expect(overload?.params.map(({ kind }) => kind)).toEqual(['list', 'map', 'int']);
  expect(overload?.result.params[0]?.name).toBe('A');
});

test('a function without parameters stands alone', () => {
  expect(functions(0, { 'a.b(): bool': 'lazy' })).toEqual([
    expect.objectContaining({ name: 'a.b', isMethod: false, params: [] }),
  ]);
});

test('every overload of the library has types, and no two are the same', () => {
  const all = [...LIBRARY.values()].flat();
  for (const { params, result } of all)
    for (const type of [...params, result]) expect(describeType(type)).toBeTruthy();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(300);
});
