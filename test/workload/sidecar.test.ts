import { LogSidecar } from '../../lib/workload';
import { messageOf } from '../core/support';
import { containerOf, podOf, shop } from './support';

const withLogs = (logs: LogSidecar, kubernetes = '1.34'): ReturnType<typeof podOf> =>
  podOf(shop({ sidecars: [logs.container], mounts: [logs.mount] }, { kubernetes }));

describe('a log sidecar', () => {
  it.each(['1.28', '1.34'])(
    'shares one directory with the main container, in Kubernetes %s',
    (kubernetes) => {
      const pod = withLogs(new LogSidecar({ image: 'logs:1', directory: '/var/log/shop' }), kubernetes);
      expect(pod.volumes).toEqual([{ name: 'log-shipper-logs', emptyDir: { sizeLimit: '256Mi' } }]);
      expect(containerOf(pod, 'shop').volumeMounts).toEqual([
        { name: 'log-shipper-logs', mountPath: '/var/log/shop' },
      ]);
    },
  );

  it('may only read it', () => {
    const pod = withLogs(new LogSidecar({ image: 'logs:1', directory: '/var/log/shop' }));
    expect(containerOf(pod, 'log-shipper').volumeMounts).toEqual([
      { name: 'log-shipper-logs', mountPath: '/var/log/shop', readOnly: true },
    ]);
  });

  it('is a container like any other', () => {
    const pod = withLogs(
      new LogSidecar({
        image: 'logs:1',
        directory: '/logs',
        name: 'shipper',
        sizeLimit: '1024Mi',
        args: ['--all'],
        env: { LEVEL: 'info' },
        resources: { requests: { cpu: '10m' } },
        writablePaths: ['/state'],
      }),
    );
    expect(containerOf(pod, 'shipper')).toMatchObject({
      image: 'logs:1',
      args: ['--all'],
      env: [{ name: 'LEVEL', value: 'info' }],
      resources: { requests: { cpu: '10m' } },
      securityContext: { readOnlyRootFilesystem: true },
    });
    expect(pod.volumes).toEqual([
      { name: 'shipper-logs', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'shipper-state', emptyDir: { sizeLimit: '64Mi' } },
    ]);
  });

  it('may be there twice under two names', () => {
    const [one, two] = ['one', 'two'].map(
      (name) => new LogSidecar({ image: 'logs:1', directory: `/${name}`, name }),
    );
    if (!one || !two) throw new Error('no sidecars');
    const pod = podOf(shop({ sidecars: [one.container, two.container], mounts: [one.mount, two.mount] }));
    expect(pod.volumes?.map(({ name }) => name)).toEqual(['one-logs', 'two-logs']);
  });

  it('may have a name as long as that of any container', () => {
    const pod = withLogs(new LogSidecar({ image: 'logs:1', directory: '/logs', name: 'a'.repeat(63) }));
    expect(pod.volumes).toHaveLength(1);
  });

  it('needs a directory and a size that are valid', () => {
    const relative = new LogSidecar({ image: 'logs:1', directory: 'logs' });
    expect(messageOf(() => withLogs(relative))).toContain('mounts is not an absolute path; given: "logs"');
    expect(
      messageOf(() => new LogSidecar({ image: 'logs:1', directory: '/logs', sizeLimit: 'big' })),
    ).toContain('is not a Kubernetes quantity; given: "big"');
  });
});
