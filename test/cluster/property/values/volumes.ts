import * as fc from 'fast-check';
import { type Mount, Volume } from '../../../../lib';
import { made } from './made';
import { dnsLabel, dnsSubdomain } from './names';
import { absolutePath } from './paths';
import { bytes } from './quantities';
import { partial } from './records';

const volume = fc.oneof(
  made(fc.tuple(dnsLabel, bytes), ([name, size]) => Volume.emptyDir(name, size)),
  made(fc.tuple(dnsLabel, dnsSubdomain), ([name, from]) => Volume.configMap(name, from)),
  made(fc.tuple(dnsLabel, dnsSubdomain), ([name, from]) => Volume.secret(name, from)),
  made(fc.tuple(dnsLabel, dnsSubdomain), ([name, from]) => Volume.persistentVolumeClaim(name, from)),
);
const hostVolume = made(fc.tuple(dnsLabel, absolutePath), ([name, path]) => Volume.hostPath(name, path));

function mountsOf(volumes: fc.Arbitrary<Volume>): fc.Arbitrary<readonly Mount[]> {
  const mount = fc
    .tuple(volumes, absolutePath, partial<{ readOnly: boolean }>({ readOnly: fc.boolean() }))
    .map(([of, path, rest]): Mount => ({ volume: of, path, ...rest }));
  return fc.uniqueArray(mount, { maxLength: 3, selector: (one) => one.volume.name });
}

/** Mounts that every namespace admits. */
export const mounts = mountsOf(volume);

/** Mounts, directories of the node among them. */
export const anyMounts = mountsOf(fc.oneof(volume, hostVolume));
