import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Manifest } from '../../../../lib';
import type { Answer, Client } from '../../bed/client';
import { DryRun } from './dry-run';
import { Taken } from './taken';

const object = (name: string): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

/** A client of a server that takes objects, but for those named `bad`. */
function client(): { readonly client: Client; readonly asked: string[] } {
  const asked: string[] = [];
  const apply = (manifest: Manifest): Promise<Answer> => {
    asked.push(String(manifest.metadata.name));
    const bad = manifest.metadata.name === 'bad';
    return Promise.resolve({
      status: bad ? 422 : 200,
      body: bad ? { ...manifest, message: 'is bad' } : manifest,
      warnings: [],
    });
  };
  return { client: { apply } as unknown as Client, asked };
}

/** Runs in a folder of their own, one after another: what each asks the server about, and what came of it. */
async function runs(
  ...given: readonly { readonly names: readonly string[]; readonly circumstances?: string }[]
): Promise<readonly { readonly asked: readonly string[]; readonly complaints: readonly string[] }[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taken-'));
  try {
    const found = [];
    for (const { names, circumstances = 'as ever' } of given) {
      const server = client();
      const taken = Taken.read(path.join(folder, 'deep', 'file'), circumstances);
      const dryRun = new DryRun(server.client, taken);
      const complaints = await Promise.all(names.map((name) => dryRun.complaints(object(name))));
      taken.keep();
      expect(dryRun.sent).toBe(server.asked.length);
      expect(dryRun.sent + dryRun.remembered).toBe(new Set(names).size);
      found.push({ asked: server.asked, complaints: complaints.flat() });
    }
    expect(fs.readdirSync(path.join(folder, 'deep'))).toEqual(['file']);
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const REFUSED = 'ConfigMap refused: 422 is bad';

test('of objects that are equal, one is asked for', async () => {
  expect(await runs({ names: ['a', 'b', 'a'] })).toEqual([{ asked: ['a', 'b'], complaints: [] }]);
});

test('what a server took in an earlier run is not asked for again', async () => {
  expect(await runs({ names: ['a', 'b'] }, { names: ['b', 'c', 'b'] })).toEqual([
    { asked: ['a', 'b'], complaints: [] },
    { asked: ['c'], complaints: [] },
  ]);
});

test('what a server complained of is asked for each time', async () => {
  expect(await runs({ names: ['a', 'bad'] }, { names: ['a', 'bad'] })).toEqual([
    { asked: ['a', 'bad'], complaints: [REFUSED] },
    { asked: ['bad'], complaints: [REFUSED] },
  ]);
});

test('in other circumstances nothing is known, and what was before is forgotten', async () => {
  const asked = await runs(
    { names: ['a'] },
    { names: ['a'], circumstances: 'another server' },
    { names: ['a'], circumstances: 'another server' },
    { names: ['a'] },
  );
  expect(asked.map((run) => run.asked)).toEqual([['a'], ['a'], [], ['a']]);
});

test('what a run has no use for is still known to the next one', async () => {
  const asked = await runs({ names: ['a'] }, { names: ['b'] }, { names: ['a', 'b'] });
  expect(asked.map((run) => run.asked)).toEqual([['a'], ['b'], []]);
});
