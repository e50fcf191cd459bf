import * as fc from 'fast-check';
import { Image } from '../../../../lib';

const registry = fc.constantFrom(
  '',
  'registry.example.com/',
  'localhost:5000/',
  'localhost/',
  '[2001:db8::1]:5000/',
  'Reg.Example.com/',
);
const part = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,3})[a-z0-9]{1,4})?$/);
const path = fc.oneof(
  { weight: 12, arbitrary: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a'.repeat(255), Array.from({ length: 128 }, () => 'a').join('/')),
  },
);
const tag = fc
  .oneof(
    { weight: 12, arbitrary: fc.stringMatching(/^[A-Za-z0-9_][-A-Za-z0-9_.]{0,10}$/) },
    { weight: 1, arbitrary: fc.constant('a'.repeat(128)) },
  )
  .filter((text) => text !== 'latest');
const digest = fc.constantFrom(
  `sha256:${'0a'.repeat(32)}`,
  `sha384:${'0b'.repeat(48)}`,
  `sha512:${'0c'.repeat(64)}`,
);

/** References of images, as text or parsed: with a registry or none, with a tag, a digest or both. */
export const image: fc.Arbitrary<string | Image> = fc
  .tuple(
    registry,
    path,
    fc.oneof(
      tag.map((text) => `:${text}`),
      digest.map((text) => `@${text}`),
      fc.tuple(tag, digest).map(([a, b]) => `:${a}@${b}`),
    ),
  )
  .map((parts) => parts.join(''))
  .chain((text) => fc.constantFrom<string | Image>(text, text, Image.of(text)));
