import type { Manifest } from '../../../../lib';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';
import type { Answer, Client } from '../../bed/client';

const GROUP = 'cel.judged.example.com';

/** A field that an API server finds fault with, and the fault. */
export interface Cause {
  readonly field: string;
  readonly message: string;
}

type Status = Manifest & {
  readonly message?: string;
  readonly details?: { readonly causes?: readonly Cause[] };
};

/** A definition of a kind whose objects have a schema. */
export function definitionOf(kind: string, openAPIV3Schema: OpenApiSchema): Manifest {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  } as Manifest;
}

/** An object of such a kind. */
export function objectOf(kind: string, name: string, fields: object): Manifest {
  return { apiVersion: `${GROUP}/v1`, kind, metadata: { name }, ...fields };
}

/** The faults that an answer tells. */
export function causesOf({ body }: Answer): readonly Cause[] {
  return (body as Status).details?.causes ?? [];
}

/** The faults of a definition, by a dry run. What is dropped unread, as by older servers, is no fault. */
export async function faultsOf(client: Client, definition: Manifest): Promise<readonly Cause[]> {
  const answer = await client.create(definition, { dryRun: 'All', fieldValidation: 'Ignore' });
  if (answer.status !== 201 && answer.status !== 422)
    throw new Error(`${answer.status}: ${answer.body.message}`);
  return causesOf(answer);
}

/** Makes a kind, and waits until its objects can be written. */
export async function serve(client: Client, definition: Manifest, kind: string): Promise<void> {
  const { status, body } = await client.create(definition, { fieldValidation: 'Ignore' });
  if (status !== 201) throw new Error(`${status}: ${body.message}`);
  await client.until(`${kind} is served`, async () => {
    const listed = await client.request('GET', `/apis/${GROUP}/v1/${kind.toLowerCase()}s`);
    return listed.status === 200 || undefined;
  });
}
