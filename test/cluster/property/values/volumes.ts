import * as fc from 'fast-check';
import { type Mount, Volume } from '../../../../lib';
import { dnsLabel, dnsSubdomain } from './names';
import { absolutePath } from './paths';
import { bytes } from './quantities';
import { partial } from './records';

const volume = fc.oneof(
  fc.tuple(dnsLabel, bytes).map(([name, size]) => Volume.emptyDir(name, size)),
  fc.tuple(dnsLabel, dnsSubdomain).map(([name, from]) => Volume.configMap(name, from)),
  fc.tuple(dnsLabel, dnsSubdomain).map(([name, from]) => Volume.secret(name, from)),
  fc.tuple(dnsLabel, dnsSubdomain).map(([name, from]) => Volume.persistentVolumeClaim(name, from)),
);
const hostVolume = fc.tuple(dnsLabel, absolutePath).map(([name, path]) => Volume.hostPath(name, path));

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
