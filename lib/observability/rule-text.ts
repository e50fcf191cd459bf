import { inProp, PlatformError } from '../core/errors';
import type { StringMap } from '../core/labels';

const LABEL = /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/;
const ACTION = /{{|}}/g;

/**
 * Returns labels that a rule adds to its series.
 * @param reserved names that have a meaning of their own
 * @throws PlatformError without a path for a name that is no label's, or that is reserved, and for a broken template
 */
export function checkRuleLabels(labels: StringMap, reserved: readonly string[]): StringMap {
  for (const [name, value] of Object.entries(labels)) {
    if (!LABEL.test(name) || reserved.includes(name)) {
      throw new PlatformError({
        problem: reserved.includes(name) ? 'is set by the rule itself' : 'is not the name of a label',
        given: name,
        allowed: `letters, digits and "_", no digit first and not "__"${reserved.length > 0 ? `, and none of ${reserved.join(', ')}` : ''}`,
      });
    }
    inProp(name, () => checkTemplate(value));
  }
  return labels;
}

/**
 * Returns the text of a label or annotation of an alert, in which `{{ $labels.controller }}` and `{{ $value }}` stand for
 * what fires.
 * @throws PlatformError without a path when it is empty, or `{{` and `}}` do not alternate: Prometheus drops the rules
 */
export function checkTemplate(text: string): string {
  if (typeof text !== 'string' || text.trim() === '') {
    throw new PlatformError({ problem: 'is empty', given: text, allowed: 'a text' });
  }
  const found = [...text.matchAll(ACTION)].map(([bracket]) => bracket);
  if (found.length % 2 === 0 && found.every((bracket, at) => bracket === (at % 2 === 0 ? '{{' : '}}')))
    return text;
  throw new PlatformError({
    problem: 'is a template that is left open, or closed where none is',
    given: text,
    allowed: '{{ and }} in pairs: {{ $labels.controller }}',
  });
}
