import { Probe } from '../../lib/workload';
import { messageOf } from '../core/support';

const TIMING = { periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };

describe('a probe', () => {
  it.each<[string, Probe, object]>([
    [
      'HTTP',
      Probe.http('/ready?deep=1', 8080),
      { httpGet: { path: '/ready?deep=1', port: 8080, scheme: 'HTTP' } },
    ],
    ['HTTPS', Probe.https('/ready', 8443), { httpGet: { path: '/ready', port: 8443, scheme: 'HTTPS' } }],
    ['TCP', Probe.tcp(8080), { tcpSocket: { port: 8080 } }],
    ['gRPC', Probe.grpc(8080), { grpc: { port: 8080 } }],
    ['a command', Probe.exec(['pg_isready', '-q']), { exec: { command: ['pg_isready', '-q'] } }],
  ])('asks by %s, and writes out how often and how patiently', (_, probe, question) => {
    expect(probe.spec).toEqual({ ...question, ...TIMING });
  });

  it('asks as often and as patiently as it is told', () => {
    const timing = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 30 };
    expect(Probe.tcp(1, timing).spec).toMatchObject(timing);
    expect(Probe.tcp(1, { failureThreshold: 1 }).spec).toMatchObject({ ...TIMING, failureThreshold: 1 });
  });

  it.each(['periodSeconds', 'timeoutSeconds', 'failureThreshold'])(
    'is refused with a %s below one',
    (prop) => {
      for (const value of [0, -1, 1.5]) {
        expect(messageOf(() => Probe.tcp(1, { [prop]: value }))).toBe(
          `${prop} is not valid; given: ${value}; allowed: an integer from 1 on`,
        );
      }
    },
  );

  it('is refused with a port or a path that is none', () => {
    for (const make of [() => Probe.tcp(0), () => Probe.grpc(0), () => Probe.http('/', 0)]) {
      expect(messageOf(make)).toMatch(/^is not a port; given: 0/);
    }
    for (const make of [() => Probe.http('ready', 80), () => Probe.https('ready', 80)]) {
      expect(messageOf(make)).toBe('is not a path; given: "ready"; allowed: a path that starts with "/"');
    }
  });
});
