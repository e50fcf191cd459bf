import fc from 'fast-check';
import {
  appLabels,
  checkLabels,
  checkLabelValue,
  checkQualifiedName,
  checkSelector,
  PlatformError,
  type StringMap,
  selectorLabels,
} from '../../lib/core';
import { messageOf } from './support';

describe('the value of a label', () => {
  it.each(['', 'a', 'A', '1', 'a-b_c.D', 'a'.repeat(63)])('may be %j', (value) => {
    expect(checkLabelValue(value)).toBe(value);
  });

  it.each(['-a', 'a-', '.a', 'a.', '_', 'a b', 'a/b', 'ä', 'a\n', 'a'.repeat(64)])(
    'may not be %j',
    (value) => {
      expect(messageOf(() => checkLabelValue(value))).toMatch(
        /^is not a label value; given: .+; allowed: at most 63/,
      );
    },
  );

  it('is a string', () => {
    expect(() => checkLabelValue(1 as unknown as string)).toThrow(PlatformError);
  });
});

describe('the key of a label or annotation', () => {
  const LONGEST = `${'a'.repeat(253)}/${'b'.repeat(63)}`;

  it.each(['a', 'A.b_c-D', '1', 'example.com/a', 'a-b.example.com/Name', LONGEST])('may be %s', (key) => {
    expect(checkQualifiedName(key)).toBe(key);
  });

  it.each(['', '/', 'a/', '/a', 'a/b/c', 'Example.com/a', '-a', 'a b', 'a\n', 'b'.repeat(64), `a${LONGEST}`])(
    'may not be %j',
    (key) => {
      expect(messageOf(() => checkQualifiedName(key))).toMatch(
        /^is not a label or annotation key; given: .+; allowed: an optional DNS prefix/,
      );
    },
  );

  it.each(['a..b/c', 'a.-b/c', 'a-.b/c', `${'a'.repeat(254)}/b`])(
    'may not have a prefix that is no DNS subdomain: %s',
    (key) => {
      expect(() => checkQualifiedName(key)).toThrow(PlatformError);
    },
  );
});

describe('labels', () => {
  it('are valid when every key and every value is', () => {
    const labels = { 'example.com/tier': 'gold', empty: '' };
    expect(checkLabels(labels)).toBe(labels);
    expect(() => checkLabels({ 'not valid': 'a' })).toThrow('"not valid"');
    expect(() => checkLabels({ tier: 'not valid' })).toThrow('"not valid"');
  });

  it('of a valid application are valid, and hold those that select it', () => {
    const value = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const application = fc.record(
      { name: value, instance: value, component: value, partOf: value },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(application, (app) => {
        const labels = appLabels(app);
        expect(checkLabels(labels)).toMatchObject(checkSelector(selectorLabels(app)));
      }),
    );
  });
});

describe('the labels of an application', () => {
  it('are the recommended ones', () => {
    expect(
      appLabels({ name: 'postgresql', instance: 'orders', component: 'database', partOf: 'shop' }),
    ).toEqual({
      'app.kubernetes.io/name': 'postgresql',
      'app.kubernetes.io/instance': 'orders',
      'app.kubernetes.io/component': 'database',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'cdk8s-platform',
    });
  });

  it('leave out what it has not', () => {
    expect(Object.keys(appLabels({ name: 'shop' }))).toEqual([
      ...['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/managed-by'],
    ]);
  });

  it('select it by name, instance and component alone, which never change', () => {
    expect(selectorLabels({ name: 'shop', component: 'web', partOf: 'mall' })).toEqual({
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/component': 'web',
    });
  });
});

describe('a selector', () => {
  it('has at least one label, each with a value', () => {
    expect(checkSelector({ app: 'shop' })).toEqual({ app: 'shop' });
  });

  it.each<StringMap>([{}, { 'role/admin': '' }, { app: 'shop', 'role/admin': '' }])(
    'is refused where it could come to select every pod: %j',
    (labels) => {
      expect(messageOf(() => checkSelector(labels))).toMatch(
        /^is an empty selector, which would select every pod of the namespace; given: .+; allowed: at least one label/,
      );
    },
  );
});
