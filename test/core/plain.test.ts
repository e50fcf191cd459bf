import * as fs from 'node:fs';
import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../lib/core';

/** Whether two types are the same; a wrong expectation does not compile. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T => true as T;

test('quantities and ports are plain strings and numbers, and objects that merely have a value are not', () => {
  holds<Same<Plain<k8s.Quantity>, string | number>>();
  holds<Same<Plain<k8s.IntOrString>, string | number>>();
  holds<Same<Plain<k8s.HttpHeader>, { readonly name: string; readonly value: string }>>();
  expect(true).toBe(true);
});

test('every field that the API spells otherwise than cdk8s-plus, and that we emit, is spelled as in the API', () => {
  const serializers = fs.readFileSync(require.resolve('cdk8s-plus-28/lib/imports/k8s.js'), 'utf8');
  const renamed = new Map(
    [...serializers.matchAll(/'([\w$-]+)': [^\n]*?obj\.(\w+)/g)]
      .map(([, api, plus]): [string, string] => [plus as string, api as string])
      .filter(([plus, api]) => plus !== api),
  );
  const source = fs.readFileSync(require.resolve('../../lib/core/plain.ts'), 'utf8');
  const spelled = [...source.matchAll(/^ {2}(\w+): '([^']+)';$/gm)];
  expect(spelled.length).toBeGreaterThan(15);
  for (const [, plus, api] of spelled) expect([plus, renamed.get(plus as string)]).toEqual([plus, api]);
});
