import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Manifest } from '../../../../lib';
import { inTemporaryDirectory } from '../../../support/files';
import type { Binaries } from '../../binaries/locate';
import { circumstancesOf } from './circumstances';

const FILLED: readonly Manifest[] = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }];

/** The circumstances of programs of a folder that have this content, and of what was filled in. */
function of(folder: string, content: string, version = '1.34.4', filled = FILLED): string {
  const file = path.join(folder, 'program');
  fs.writeFileSync(file, content);
  fs.utimesSync(file, 0, 0);
  const paths: Binaries['paths'] = { etcd: file, 'kube-apiserver': file, 'kube-controller-manager': file };
  return circumstancesOf({ version, paths }, filled);
}

test('circumstances are the same for the same programs, and what was created for good', () => {
  inTemporaryDirectory((folder) => {
    expect(of(folder, 'program')).toBe(of(folder, 'program'));
  });
});

test('another version, another program, and anything else that is there make them others', () => {
  inTemporaryDirectory((folder) => {
    const all = [
      of(folder, 'program'),
      of(folder, 'another program'),
      of(folder, 'program', '1.34.5'),
      of(folder, 'program', '1.34.4', []),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
