import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MINORS } from '../binaries/locate';
import type * as Clusters from './clusters';
import setup, { CLUSTERS } from './global-setup';
import teardown from './global-teardown';

const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-platform-'));

beforeEach(() => {
  process.env.CDK8S_PLATFORM_CACHE = cache;
  for (const name of ['KUBEBUILDER_ASSETS', 'CDK8S_PLATFORM_REQUIRE_CLUSTERS', CLUSTERS])
    delete process.env[name];
});

afterEach(() => jest.restoreAllMocks());
afterAll(() => fs.rmSync(cache, { recursive: true }));

/** The suites that are declared, and those that are skipped. */
function declared(): { readonly suites: readonly string[]; readonly skipped: readonly string[] } {
  const [suites, skipped]: [string[], string[]] = [[], []];
  const { describe: original } = globalThis;
  globalThis.describe = Object.assign(
    (name: string, run: () => void) => {
      suites.push(name);
      run();
    },
    { skip: (name: string) => skipped.push(name) },
  ) as unknown as typeof describe;
  try {
    jest.isolateModules(() => {
      const { describeEachVersion } = require('./clusters') as typeof Clusters;
      describeEachVersion('a suite', (_, minor) => suites.push(`with a client of ${minor}`));
    });
  } finally {
    globalThis.describe = original;
  }
  return { suites, skipped };
}

test('a run without programs says in one line what is missing, starts nothing and skips every version', async () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await setup();
  const file = String(process.env[CLUSTERS]);
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^\nNO CLUSTER, TESTS SKIPPED: Kubernetes 1\.28 .*1\.34 .*1\.37 .*\n$/),
  ]);
  expect(globalThis.controlPlanes).toEqual([]);
  expect(declared()).toEqual({
    suites: [],
    skipped: MINORS.map((minor) => `Kubernetes ${minor}: a suite`),
  });
  await teardown();
  expect(printed).toHaveBeenCalledTimes(1);
  expect(fs.existsSync(path.dirname(file))).toBe(false);
});

test('a version whose control plane was started is not skipped', () => {
  const file = path.join(cache, 'clusters.json');
  fs.writeFileSync(file, JSON.stringify({ '1.34': { server: 'https://127.0.0.1:1', ca: '', token: '' } }));
  process.env[CLUSTERS] = file;
  expect(declared()).toEqual({
    suites: ['Kubernetes 1.34: a suite', 'with a client of 1.34'],
    skipped: ['Kubernetes 1.28: a suite', 'Kubernetes 1.37: a suite'],
  });
});

test('where clusters are required, as in CI, a missing one is a failure', async () => {
  process.env.CDK8S_PLATFORM_REQUIRE_CLUSTERS = '1';
  await expect(setup()).rejects.toThrow('NO CLUSTER');
  expect(process.env[CLUSTERS]).toBeUndefined();
});
