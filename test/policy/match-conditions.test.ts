import { Cluster } from '../../lib';
import { checkMatchConditions } from '../../lib/policy/match-conditions';
import { messageOf } from '../core/support';

const cluster = new Cluster({ kubernetes: '1.31' });
const check = (expression: string): unknown =>
  checkMatchConditions([{ name: 'condition', expression }], cluster);

test.each([
  'object.metadata.name.startsWith("a") && oldObject == null',
  '  !("system:masters" in request.userInfo.groups)\n',
  'request.userInfo.extra["scopes"].exists(scope, scope == "a")',
  'request.kind.group == "" && request.dryRun && request.options == null',
  'authorizer.group("").resource("pods").subresource("exec").namespace("a").name("b").check("create").allowed()',
  'authorizer.path("/metrics").check("get").reason() == "" || authorizer.path("/").check("get").errored()',
  'authorizer.serviceAccount("a", "b").group("apps").resource("deployments").check("get").error() != ""',
  'authorizer.requestResource.check("approve").allowed()',
])('a condition may be %s', (expression) => {
  expect(() => check(expression)).not.toThrow();
});

test.each([
  ['namespaceObject.metadata.name == "a"', 'is not known here'],
  ['params.a == 1', 'is not known here'],
  ['request.object.spec.size > 1', 'there is no field "object"'],
  ['request.kind == "Pod"', 'compile'],
  ['authorizer.allowed()', 'compile'],
  ['authorizer.requestResource', 'type bool'],
  ['authorizer.group("a").check("get").allowed()', 'compile'],
  ['object.spec.ok', 'type dyn where one of type bool belongs'],
  ['authorizer.requestResource.labelSelector("a=b").check("list").allowed()', '1.32 or newer'],
  ['', 'compile'],
  // The API server trims what it checks, and compiles what it runs as it is.
  ['\u00a0true', 'compile'],
  ['\vtrue', 'compile'],
  ['true\u2028', 'compile'],
  ['\ufefftrue', 'compile'],
])('a condition may not be %s', (expression, says) => {
  expect(messageOf(() => check(expression))).toMatch(says);
});

test('there are at most 64', () => {
  const many = Array.from({ length: 65 }, (_, index) => ({ name: `c${index}`, expression: 'true' }));
  expect(checkMatchConditions(many.slice(1), cluster)).toHaveLength(64);
  expect(messageOf(() => checkMatchConditions(many, cluster))).toBe(
    'are too many; given: 65; allowed: at most 64',
  );
});
