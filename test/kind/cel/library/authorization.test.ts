import { AUTHORIZATION } from '../../../../lib/kind/cel/library/authorization';
import { parse } from '../../../../lib/kind/cel/syntax/parser';
import { check } from '../../../../lib/kind/cel/types/checker';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';

const checked = (text: string) => check(parse(text), { authorizer: SIMPLE.authorizer });

test('what is asked of the authorizer leads from a group or a path to a decision', () => {
  const ofResource =
    'authorizer.group("apps").resource("deployments").subresource("scale").namespace("a").name("b")';
  expect(checked(`${ofResource}.check("get")`).type).toEqual(SIMPLE.decision);
  expect(checked('authorizer.serviceAccount("a", "b").path("/").check("get").allowed()').type).toEqual(
    SIMPLE.bool,
  );
  expect(() => checked('authorizer.resource("pods")')).toThrow();
  expect(() => checked('authorizer.path("/").name("a")')).toThrow();
});

test('selectors are asked by since 1.32', () => {
  expect(checked('authorizer.group("a").resource("b").fieldSelector("c=d")').needs).toBe(32);
  expect(checked('authorizer.group("a").resource("b")').needs).toBe(0);
});

test('none of it is ever run', () => {
  expect(AUTHORIZATION.filter(({ run }) => run)).toEqual([]);
});
