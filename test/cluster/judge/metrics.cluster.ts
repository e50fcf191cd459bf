import { type Client, type Identity, serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { apply } from './apply';
import { referencePlatform } from './apps';

const PROMETHEUS = serviceAccount('monitoring', 'prometheus-k8s');

/** What the program asks of whoever asks for its metrics: may this account do that with this path? */
async function may(client: Client, { user, groups }: Identity, verb: string, path: string): Promise<boolean> {
  const { body } = await client.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user, groups, nonResourceAttributes: { verb, path } },
    },
  });
  return (body.status as { readonly allowed: boolean }).allowed;
}

describeEachVersion('the metrics of the operator', (client, minor) => {
  beforeAll(() => apply(client, referencePlatform(minor)));

  test('are for the account of Prometheus', async () => {
    await client.until(
      'the authorizer knows the binding',
      async () => (await may(client, PROMETHEUS, 'get', '/metrics')) || undefined,
    );
  });

  test.each([
    ['for another account of its namespace', serviceAccount('monitoring', 'default'), 'get', '/metrics'],
    ['for the operator itself', serviceAccount('postgres-operator', 'postgres-operator'), 'get', '/metrics'],
    ['to be written', PROMETHEUS, 'post', '/metrics'],
    ['along with other paths', PROMETHEUS, 'get', '/metrics/slis'],
    ['along with profiles', PROMETHEUS, 'get', '/debug/pprof/heap'],
  ] as const)('are not %s', async (_, account, verb, path) => {
    expect(await may(client, account, verb, path)).toBe(false);
  });
});
