import type { Kind } from '../../lib/kind';
import type { OpenApiSchema } from '../../lib/kind/schema/open-api-schema';
import { POSTGRES_KINDS } from '../../lib/postgres';

function messagesOf(schema: OpenApiSchema): readonly string[] {
  const parts = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})];
  return [
    ...(schema['x-kubernetes-validations'] ?? []).map(({ message = '' }) => message),
    ...parts.flatMap((part) => (part ? messagesOf(part) : [])),
  ];
}

/** The messages of all rules in CEL of the PostgreSQL kinds. */
export const RULE_MESSAGES = POSTGRES_KINDS.flatMap(({ versions }: Kind) =>
  messagesOf(versions[0].specSchema),
);

/** Whether words are those of a rule. */
export function isRule(words: string): boolean {
  return RULE_MESSAGES.some((message) => message.includes(words));
}
