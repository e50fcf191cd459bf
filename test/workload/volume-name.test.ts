import fc from 'fast-check';
import { nameProblem } from '../../lib/core';
import { canonicalPath } from '../../lib/workload/path';
import { volumeName } from '../../lib/workload/volume-name';

describe('the name of a volume behind a path', () => {
  it('tells whose it is and where', () => {
    expect(volumeName('shop', '/tmp')).toBe('shop-tmp');
    expect(volumeName('host', '/var/log')).toBe('host-var-log');
  });

  it('is one for all spellings of a directory', () => {
    for (const path of ['/var/log/', '//var/log', '/var/./log']) {
      expect(volumeName('host', path)).toBe('host-var-log');
    }
  });

  it('ends in a hash where the path alone could be taken for another', () => {
    expect(volumeName('shop', '/a-b')).toMatch(/^shop-a-b-[0-9a-f]{8}$/);
    expect(volumeName('shop', '/Tmp')).toMatch(/^shop-tmp-[0-9a-f]{8}$/);
    expect(volumeName('shop', '/ü')).toMatch(/^shop-[0-9a-f]{8}$/);
  });

  it('is cut where it would be too long, and is then told from others by a hash', () => {
    const long = `/${'a'.repeat(50)}/${'b'.repeat(50)}`;
    expect(volumeName('shop', long)).toMatch(/^shop-a{49}-[0-9a-f]{8}$/);
    expect(volumeName('shop', `${long}c`)).not.toBe(volumeName('shop', long));
    const container = 'c'.repeat(62);
    expect(volumeName(`${container}1`, '/tmp')).not.toBe(volumeName(`${container}2`, '/tmp'));
  });

  it('is the same on every machine and in every release', () => {
    expect(volumeName('shop', '/var/run/Shop.d')).toMatchInlineSnapshot(`"shop-var-run-shop-d-da985ecc"`);
  });

  it('is always valid, and another for another directory', () => {
    const path = fc
      .array(fc.stringMatching(/^[a-bA-B.-]{1,30}$/), { minLength: 1, maxLength: 4 })
      .map((segments) => `/${segments.join('/')}`)
      .filter((text) => !text.split('/').includes('..') && canonicalPath(text) !== '/');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-b]{1,63}$/), path, path, (container, one, other) => {
        const name = volumeName(container, one);
        expect(nameProblem('dns-label', name)).toBeUndefined();
        expect(name === volumeName(container, other)).toBe(canonicalPath(one) === canonicalPath(other));
      }),
    );
  });
});
