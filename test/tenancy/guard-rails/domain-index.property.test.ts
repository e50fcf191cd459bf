import * as fc from 'fast-check';
import type { RenderedObject } from '../../../lib/core/rendered-object';
import { type Domain, DomainIndex } from '../../../lib/tenancy/guard-rails/domain-index';

const domains = fc.array(
  fc
    .record({
      tenant: fc.constantFrom('alpha', 'beta', 'gamma'),
      domain: fc.array(fc.constantFrom('a', 'ab', 'b', ''), { minLength: 1, maxLength: 4 }),
    })
    .map(
      ({ tenant, domain }): Domain => ({
        tenant,
        domain: domain.join('.'),
        namespace: {} as RenderedObject,
      }),
    ),
  { maxLength: 30 },
);

function meet({ domain: one }: Domain, { domain: other }: Domain): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

test('the first domain of another tenant that meets one is that which a look at all of them finds', () => {
  const found = { some: 0, none: 0 };
  fc.assert(
    fc.property(domains, (list) => {
      const index = new DomainIndex();
      for (const [place, domain] of list.entries()) {
        const expected = list
          .slice(0, place)
          .find((before) => before.tenant !== domain.tenant && meet(before, domain));
        expect(index.firstMeeting(domain)).toBe(expected);
        found[expected ? 'some' : 'none']++;
        index.add(domain);
      }
    }),
    { numRuns: 300 },
  );
  expect(found.some).toBeGreaterThan(100);
  expect(found.none).toBeGreaterThan(100);
});
