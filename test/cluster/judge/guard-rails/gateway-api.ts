import type { Manifest } from '../../../../lib';
import type { Client } from '../../bed/client';
import { judgeDefinitions } from '../definitions';

const GROUP = 'gateway.networking.k8s.io';

/** The kinds of the Gateway API that guard rails judge, as far as these tests need them: with whatever fields. */
const DEFINITIONS: readonly Manifest[] = [
  ['HTTPRoute', 'v1'],
  ['TCPRoute', 'v1alpha2'],
  ['TLSRoute', 'v1alpha2'],
].map(([kind = '', version]) => {
  const [singular, plural] = [kind.toLowerCase(), `${kind.toLowerCase()}s`];
  const openAPIV3Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${GROUP}`,
      // Groups of Kubernetes itself have to say what approved them.
      annotations: { 'api-approved.kubernetes.io': 'unapproved, a test' },
    },
    spec: {
      group: GROUP,
      names: { kind, plural, singular, listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  } as Manifest;
});

/**
 * Has a server serve routes for the tests of a suite. It is to come after the policies on them: these are written before
 * there are such kinds, too.
 */
export function withGatewayApi(client: Client): void {
  beforeAll(async () => {
    const { findings } = await judgeDefinitions(client, DEFINITIONS);
    if (findings.length > 0) throw new Error(findings.join('\n'));
    for (const { spec } of DEFINITIONS) {
      const { versions } = spec as { readonly versions: readonly { readonly name: string }[] };
      const path = `/apis/${GROUP}/${versions[0]?.name}`;
      const plural = (spec as { names: { plural: string } }).names.plural;
      await client.until(`${plural} are served`, async () => {
        const { body } = await client.request<{ resources?: readonly { name: string }[] }>('GET', path);
        return body.resources?.some(({ name }) => name === plural) || undefined;
      });
    }
  });
  afterAll(async () => {
    for (const definition of DEFINITIONS) await client.request('DELETE', await client.pathOf(definition));
  });
}
