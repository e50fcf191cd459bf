import { markClass } from '../../lib/core/mark';

/** A class as a copy of the package would define it. */
function copy(): new () => object {
  class Thing {}
  markClass(Thing, 'test.Thing');
  return Thing;
}

test('an object of one copy of a class is an instance of the other', () => {
  const [One, Other] = [copy(), copy()];
  expect(new One()).toBeInstanceOf(Other);
  expect({}).not.toBeInstanceOf(One);
  expect(null).not.toBeInstanceOf(One);
});

test('values of a second copy of the package are understood', () => {
  const first = require('../../lib') as typeof import('../../lib');
  jest.resetModules();
  const second = require('../../lib') as typeof import('../../lib');
  expect(first.Cidr).not.toBe(second.Cidr);
  expect(first.Cidr.of(second.Cidr.of('10.0.0.0/8') as never).toString()).toBe('10.0.0.0/8');
  expect(first.Quantity.of(second.Quantity.of('1Gi') as never).toString()).toBe('1Gi');
  expect(first.kindOf(second.PostgreSQL.kind as never).crdName).toBe('postgresqls.database.example.com');
  expect(() => first.inProp('a', () => second.Cidr.of('x'))).toThrow(/^a /);
});
