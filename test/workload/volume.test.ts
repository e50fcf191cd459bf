import { Volume } from '../../lib/workload';
import { messageOf } from '../core/support';

describe('a volume', () => {
  it.each<[string, Volume, object]>([
    ['an empty directory', Volume.emptyDir('a', '1024Mi'), { emptyDir: { sizeLimit: '1Gi' } }],
    ['a ConfigMap', Volume.configMap('a', 'settings'), { configMap: { name: 'settings' } }],
    ['a Secret', Volume.secret('a', 'auth.tls'), { secret: { secretName: 'auth.tls' } }],
    ['a claim', Volume.persistentVolumeClaim('a', 'data'), { persistentVolumeClaim: { claimName: 'data' } }],
    [
      'a directory of the node',
      Volume.hostPath('a', '/dev'),
      { hostPath: { path: '/dev', type: 'Directory' } },
    ],
  ])('is %s', (_, volume, source) => {
    expect(volume.spec).toEqual({ name: 'a', ...source });
    expect(volume.isHostPath).toBe('hostPath' in source);
  });

  it.each<[string, () => Volume, string]>([
    ['a name that is none', () => Volume.emptyDir('No_Name', 1), 'is not a valid name; given: "No_Name"'],
    ['a size that is none', () => Volume.emptyDir('a', 'big'), 'is not a Kubernetes quantity; given: "big"'],
    ['a ConfigMap that is none', () => Volume.configMap('a', ''), 'is not a valid name; given: ""'],
    ['a Secret that is none', () => Volume.secret('a', 'A'), 'is not a valid name; given: "A"'],
    [
      'a claim that is none',
      () => Volume.persistentVolumeClaim('a', 'a/b'),
      'is not a valid name; given: "a/b"',
    ],
    [
      'a path that climbs',
      () => Volume.hostPath('a', '/a/../b'),
      'is not an absolute path; given: "/a/../b"',
    ],
    ...['/', '//', '/.', '/./', '///'].map((root): [string, () => Volume, string] => [
      `the whole node as ${root}`,
      () => Volume.hostPath('a', root),
      `is the whole node, the credentials of its kubelet among it; given: "${root}"; allowed: a directory below`,
    ]),
  ])('is refused with %s', (_, make, message) => {
    expect(messageOf(make)).toContain(message);
  });
});
