import * as fc from 'fast-check';
import { codePoint, grapheme } from '../../../support/units';

/** Any text: every plane of Unicode, control characters, what YAML and shells make something of. */
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: codePoint, maxLength: 20 }) },
  { weight: 3, arbitrary: fc.string({ unit: grapheme, maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', 'null', '~', '0x1F', '1e3', '- a: b', '$(HOME)', '\n', '{{ .x }}'),
  },
);
