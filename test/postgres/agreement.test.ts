import fc from 'fast-check';
import { PlatformError } from '../../lib/core/errors';
import type { Kind } from '../../lib/kind';
import { PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } from '../../lib/postgres';
import { SchemaValidator } from '../support/schema-validator';
import { RULE_MESSAGES } from './rule-messages';

/** Values near the border of what the schemas allow, on both sides. */
const value = fc.oneof(
  fc.constantFrom('12', '15', '16', '', 'a', 'user-database', 'User', '-a', 'a'.repeat(40), 'a'.repeat(41)),
  fc.constantFrom('1Gi', '0100Mi', '0Gi', '5Ti', '1GB', '1Pi', 'Gi', '1.5Gi', '1Gi\n', '-1Gi'),
  fc.constantFrom('s3://bucket', 's3://b/a b', 'gs://b.c/d', 'azblob://c', 'ftp://x', 's3:///x', 's3://b/\n'),
  fc.constantFrom('30d', '0d', '1w', '12m', '1y', '999999d', '0 2 * * *', '@daily', '61 * * * *'),
  fc.constantFrom(
    '2030-01-31T02:00:00Z',
    '2030-01-31T02:00:00.123+01:00',
    '2030-02-30T02:00:00Z',
    '2030-01-31',
  ),
  fc.constantFrom(
    '2030-01-31T24:00:00Z',
    '2028-02-29T00:00:00Z',
    '2030-02-29T00:00:00Z',
    '2030-01-31T02:00Z',
  ),
  fc.constantFrom('500m', '0.5', '2', '1.2345', 'Physical', 'patroni', 'none', 'Exporter', 'Optional', 'a/b'),
  fc.constantFrom(
    'https://a.b:1',
    'https://a:0',
    'fast.x',
    "'64MB'",
    'a\nb',
    '999999999999Ti',
    '9999999999999Mi',
  ),
  fc.constantFrom<unknown>(
    [{ name: 'a' }],
    [{ name: 'A' }],
    [{}],
    [{ key: 'a' }],
    [{ name: 'a', owner: 'b' }],
  ),
  fc.constantFrom<unknown>(0, 1, 5, 6, 1.5, -1, true, null, undefined, [], {}, { name: 'a' }, { name: 1 }),
);

const KINDS: readonly (readonly [string, Kind, object, readonly string[]])[] = [
  [
    'PostgreSQL',
    PostgreSQL.kind,
    { version: '14', storage: '1Gi' },
    [
      ...['version', 'replicas', 'storage', 'storageClassName', 'backupSchedule', 'x'],
      ...[
        'resources',
        'resources.requests.cpu',
        'resources.limits.memory',
        'parameters',
        'parameters.work_mem',
      ],
      ...[
        'users',
        'databases',
        'highAvailability',
        'highAvailability.mode',
        'backup.method',
        'backup.destination',
      ],
      ...['monitoring.mode', 'placement', 'placement.topologyKey', 'placement.nodeSelector.a', 'tls.mode'],
      ...['highAvailability.synchronousStandbys', 'placement.tolerations', 'tls.certificateSecretRef'],
    ],
  ],
  [
    'PostgreSQLBackup',
    PostgreSQLBackup.kind,
    { databaseRef: { name: 'a' }, destination: { url: 's3://a' } },
    [
      'databaseRef',
      'databaseRef.name',
      'method',
      'destination',
      'destination.url',
      'destination.endpoint',
      'destination.credentialsSecretRef',
      'retention',
    ],
  ],
  [
    'PostgreSQLRestore',
    PostgreSQLRestore.kind,
    { backupRef: { name: 'a' }, target: { name: 'b', storage: '1Gi' } },
    [
      'backupRef.name',
      'source',
      'source.url',
      'target',
      'target.name',
      'target.storage',
      'target.replicas',
      'target.x',
      'targetTime',
    ],
  ],
];

/** What the schema says in a rule, which this validator does not know. */
function isByRule(refusal: string): boolean {
  return [...RULE_MESSAGES, 'is not a CronJob schedule'].some((message) => refusal.includes(message));
}

describe.each(KINDS)('%s', (_, kind, base, fields) => {
  const validator = new SchemaValidator('1.34');
  validator.addCrd(kind.manifest());
  const problems = (spec: object) =>
    validator.errors({
      apiVersion: 'database.example.com/v1',
      kind: kind.resource.kind,
      metadata: { name: 'a' },
      spec,
    });
  const specs = fc
    .array(fc.tuple(fc.constantFrom(...fields), value), { minLength: 1, maxLength: 2 })
    .map((changes) => changes.reduce((spec, [field, to]) => changed(spec, field.split('.'), to), base))
    .map((spec): object => JSON.parse(JSON.stringify(spec)));

  test('is refused at synth for just what the API server would refuse it for', () => {
    let accepted = 0;
    fc.assert(
      fc.property(specs, (spec) => {
        const refusal = parseError(kind, spec);
        if (refusal === undefined) {
          accepted++;
          expect(problems(spec)).toEqual([]);
          expect(problems(kind.parseSpec(spec))).toEqual([]);
        } else if (!isByRule(refusal)) {
          expect([refusal, problems(spec)]).not.toEqual([refusal, []]);
        }
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

function parseError(kind: Kind, spec: object): string | undefined {
  try {
    kind.parseSpec(spec);
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error.message;
    throw error;
  }
}

/** A copy of an object with one field changed; objects on the way to it are made where they are missing. */
function changed(object: unknown, [name = '', ...rest]: readonly string[], to: unknown): object {
  const copy: Record<string, unknown> = { ...(object as object) };
  copy[name] = rest.length === 0 ? to : changed(copy[name], rest, to);
  return copy;
}
