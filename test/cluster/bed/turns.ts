import type { Client } from './client';

/** A file may wait for the whole of several others, on a machine that is slow. */
const PATIENCE = 900_000;

/**
 * Has the tests of a suite wait for those of other files that work on the same objects of the same API server: jest runs
 * files side by side.
 * @param what names what they share
 */
export function inTurn(client: Client, what: string): void {
  const collection = '/api/v1/namespaces/default/configmaps';
  const name = `turn-${what}`;
  beforeAll(async () => {
    const deadline = Date.now() + PATIENCE;
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
    while ((await client.request('POST', collection, { body })).status !== 201) {
      if (Date.now() > deadline) throw new Error(`not its turn within ${PATIENCE / 1000} seconds: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }, PATIENCE + 10_000);
  afterAll(async () => {
    await client.request('DELETE', `${collection}/${name}`);
  });
}
