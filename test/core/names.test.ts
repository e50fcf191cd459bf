import fc from 'fast-check';
import { checkName, checkWorkloadName, type NameRule, nameProblem, PlatformError } from '../../lib/core';
import { messageOf } from './support';

// From the narrowest rule to the widest.
const RULES: readonly NameRule[] = ['dns-label-1035', 'dns-label', 'dns-subdomain', 'path-segment'];

const accepts = (rule: NameRule, name: string): boolean => nameProblem(rule, name) === undefined;

describe('a name', () => {
  it.each<[string, readonly NameRule[]]>([
    ['a', RULES],
    ['a-1', RULES],
    ['a--b', RULES],
    ['a'.repeat(63), RULES],
    ['1-a', ['dns-label', 'dns-subdomain', 'path-segment']],
    ['1', ['dns-label', 'dns-subdomain', 'path-segment']],
    ['a'.repeat(64), ['dns-subdomain', 'path-segment']],
    ['a.b-c.1', ['dns-subdomain', 'path-segment']],
    ['a'.repeat(253), ['dns-subdomain', 'path-segment']],
    ['system:Node', ['path-segment']],
    ['a_b', ['path-segment']],
    ['a..b', ['path-segment']],
    ['-a', ['path-segment']],
    ['a-', ['path-segment']],
    ['a.-b', ['path-segment']],
    ['ä', ['path-segment']],
    ['a b', ['path-segment']],
    ['...', ['path-segment']],
    ['', []],
    ['.', []],
    ['..', []],
    ['a/b', []],
    ['a%2fb', []],
    ['a'.repeat(254), []],
  ])('%j is one by the rules %j', (name, rules) => {
    expect(RULES.filter((rule) => accepts(rule, name))).toEqual(rules);
  });

  it('that a rule allows is allowed by every wider rule', () => {
    const name = fc.string({ unit: fc.constantFrom(...'a1-._A/%ä'), maxLength: 70 });
    fc.assert(
      fc.property(name, (text) => {
        const first = RULES.findIndex((rule) => accepts(rule, text));
        if (first >= 0) expect(RULES.slice(first).every((rule) => accepts(rule, text))).toBe(true);
      }),
    );
  });

  it('does not end in a line break', () => {
    for (const rule of RULES.slice(0, 3)) expect(accepts(rule, 'a\n')).toBe(false);
  });

  it.each([undefined, null, 1, {}])('is a string, and so not %j', (name) => {
    expect(nameProblem('path-segment', name)).toMatchObject({ problem: 'is not a valid name', given: name });
  });

  it('that is refused comes with the rule in words', () => {
    expect(messageOf(() => checkName('dns-label', 'A'))).toBe(
      'is not a valid name; given: "A"; allowed: at most 63 lower-case letters, digits and "-", starting and ending with a letter or digit (RFC 1123 label)',
    );
    for (const rule of RULES) expect(nameProblem(rule, '')?.allowed).toMatch(/^at most (63|253) /);
  });

  it('that is allowed comes back', () => {
    expect(checkName('dns-subdomain', 'a.b')).toBe('a.b');
  });

  it('of a workload is one of a Service, which may not start with a digit', () => {
    expect(checkWorkloadName('shop-1')).toBe('shop-1');
    expect(() => checkWorkloadName('1-shop')).toThrow(PlatformError);
    expect(() => checkWorkloadName('shop.example')).toThrow(PlatformError);
  });
});
