import { resourceSchema } from '../../../lib/kind/cel/resource-schema';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

test('of metadata there are the names, as long as Kubernetes and the schema allow', () => {
  const name = { type: 'string', maxLength: 40 } as const;
  const schema: OpenApiSchema = {
    type: 'object',
    properties: {
      metadata: { type: 'object', properties: { name, labels: { type: 'object' } } },
      spec: name,
    },
  };
  const { properties } = resourceSchema(schema);
  expect(Object.keys(properties ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  expect(properties?.metadata?.properties).toEqual({
    name,
    generateName: { type: 'string', maxLength: 252 },
  });
  expect(resourceSchema(schema)).toBe(resourceSchema(schema));
});
