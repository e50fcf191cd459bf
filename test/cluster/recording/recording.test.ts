import { attributesOf } from '../judge/recorded/attributes';
import { normal } from './normal';
import { type RecordedCall, readRecording } from './recorded-call';
import { controllerRuntime, fingerprint } from './run';

const { of, calls } = readRecording();

test('the recording is of the controller that is here: else run "npm run cluster:record"', () => {
  expect(of).toMatchObject({ controllerRuntime: controllerRuntime(), program: fingerprint() });
});

test('it has every sort of call that an operator makes', () => {
  const made = new Set(
    calls.map((call) => attributesOf(call)).map((asked) => `${asked?.verb} ${asked?.resource}`),
  );
  expect([...made]).toEqual(
    expect.arrayContaining([
      'watch postgresqls',
      'list statefulsets',
      'get secrets',
      'patch statefulsets',
      'create postgresqls',
      'patch postgresqls',
      'patch postgresqls/status',
      'create events',
      'patch events',
      'create leases',
      'update leases',
      'create tokenreviews',
      'create subjectaccessreviews',
    ]),
  );
});

test('none of its calls was refused', () => {
  expect(calls.filter(({ status }) => status >= 300 && status !== 404)).toEqual([]);
});

describe('what differs from run to run is made equal', () => {
  const event = (name: string, uid: string): readonly RecordedCall[] => {
    const path = '/apis/events.k8s.io/v1/namespaces/alpha/events';
    const body = { metadata: { name, resourceVersion: '7' }, reason: 'Kept', regarding: { uid } };
    const contentType = 'application/json';
    return [
      { method: 'PATCH', path: `${path}/${name}`, contentType, body: { series: { count: 2 } }, status: 200 },
      { method: 'POST', path, contentType, body, status: 201 },
    ];
  };

  test('identifiers, versions, the names of events, the order', () => {
    const one = event('orders.18a5b5c6d7e8f901', '11111111-2222-4333-8444-555555555555');
    const other = event('orders.18a5b5c6d7e8ffff', '99999999-2222-4333-8444-555555555555').toReversed();
    expect(normal(one)).toEqual(normal(other));
    expect(normal([...one, ...other])).toHaveLength(2);
  });

  test('times, tokens, and how long is watched', () => {
    const call = (time: string, token: string, timeoutSeconds: string): RecordedCall => ({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/tokenreviews',
      query: { timeoutSeconds },
      contentType: 'application/json',
      body: { metadata: { creationTimestamp: null }, spec: { token, time } },
      status: 201,
    });
    const [kept, ...others] = normal([
      call('2026-01-01T00:00:00Z', 'a', '301'),
      call('2026-02-02T00:00:00Z', 'b', '402'),
    ]);
    expect(others).toEqual([]);
    expect(kept?.body).toEqual({ metadata: {}, spec: { token: 'recorded', time: '2030-01-31T02:00:00Z' } });
    expect(kept).not.toHaveProperty('query');
  });
});
