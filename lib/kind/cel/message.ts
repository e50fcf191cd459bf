import { EvaluationError } from './errors';
import type { Program } from './program';
import { trimSpace } from './trim';
import type { Value } from './values/value';

/** The longest message that the API server takes from an expression, in bytes. */
const MAX_MESSAGE = 5 * 1024;

/** What the author's expression says; `undefined` where it has no answer, or none that the API server would give. */
export function messageBy(
  message: Program | undefined,
  variables: Readonly<Record<string, Value>>,
): string | undefined {
  if (!message) return undefined;
  try {
    const text = trimSpace(String(message.run(variables)));
    // A carriage return passes here, other than in the messages of authors.
    const isSayable = text !== '' && !text.includes('\n') && Buffer.byteLength(text) <= MAX_MESSAGE;
    return isSayable ? text : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
