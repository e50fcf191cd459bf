import * as fc from 'fast-check';
import type { PostgreSQLProps } from '../../../../lib';
import { qualifiedName } from './labels';
import { dnsSubdomain } from './names';
import { full, map, mostly, partial } from './records';
import { text } from './texts';

type Section<Key extends keyof PostgreSQLProps> = NonNullable<PostgreSQLProps[Key]>;
type Backup = Section<'backup'>;

/** A place for backups. */
export type Place = NonNullable<Backup['destination']>;

const UNITS = { Mi: 1, Gi: 1024, Ti: 1024 ** 2 } as const;

/** A size, of the forms that the guide has. */
export const size = fc
  .tuple(
    mostly(fc.integer({ min: 1, max: 999 }), fc.constantFrom(999_999_999_999)),
    fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[])),
    mostly(fc.constant(''), fc.constant('00')),
  )
  .map(([number, unit, zeros]) => `${zeros}${number}${unit}`.slice(-14));

/** Anything that is not empty: a reference is looked up by the operator alone. */
export const reference = mostly(
  dnsSubdomain,
  text.filter((name) => name !== ''),
).map((name) => ({ name }));

function mebibytes(text: string): number {
  return Number(text.slice(0, -2)) * UNITS[text.slice(-2) as keyof typeof UNITS];
}

const cpu = fc.oneof(
  fc.nat(64_000).map((milli) => `${milli}m`),
  fc.nat(1000),
  fc.constantFrom('0.5', '1.25', '007', '999999.999', '0'),
);

function cores(amount: string | number): number {
  return String(amount).endsWith('m') ? Number(String(amount).slice(0, -1)) / 1000 : Number(amount);
}

/** Two amounts as a request and a limit, of which either may be left out. */
function bounds<T>(amount: fc.Arbitrary<T>, measure: (amount: T) => number) {
  return fc
    .tuple(amount, amount, fc.boolean(), fc.boolean())
    .map(([one, other, asks, ends]): readonly [T | undefined, T | undefined] => {
      const [low, high] = measure(one) <= measure(other) ? [one, other] : [other, one];
      return [asks ? low : undefined, ends ? high : undefined];
    });
}

/** Requests and limits, in different units. */
export const resources: fc.Arbitrary<Section<'resources'>> = fc
  .tuple(bounds(cpu, cores), bounds(size, mebibytes))
  .map(([[cpuRequest, cpuLimit], [memoryRequest, memoryLimit]]) => ({
    requests: { ...given('cpu', cpuRequest), ...given('memory', memoryRequest) },
    limits: { ...given('cpu', cpuLimit), ...given('memory', memoryLimit) },
  }));

function given(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

/** Parameters whose names are not those of the operator. */
export const parameters: fc.Arbitrary<Section<'parameters'>> = map(
  mostly(
    fc.constantFrom(
      'max_connections',
      'work_mem',
      'log_statement',
      'shared_buffers',
      'pg_stat_statements.max',
    ),
    fc.stringMatching(/^[x-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/),
    3,
  ),
  mostly(fc.constantFrom("'64MB'", '200', 'on', ''), text, 3).map((value) => value.replace(/\p{Cc}/gu, ' ')),
);

const identifier = mostly(
  fc.stringMatching(/^[b-d]([_a-z0-9]{0,10}[a-z0-9])?$/),
  fc.stringMatching(/^[b-d][_a-z0-9]{61}[a-z0-9]$/),
);
const user = fc
  .tuple(
    full<{ name: string }>({ name: identifier }),
    partial<Omit<Section<'users'>[number], 'name'>>({
      privileges: fc.subarray(['CreateDatabase', 'CreateRole', 'Replication'] as const),
      passwordSecretRef: reference,
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));

/** Users, and databases that they own. */
export const owned: fc.Arbitrary<Pick<PostgreSQLProps, 'users' | 'databases'>> = fc
  .tuple(
    fc.uniqueArray(user, { selector: ({ name }) => name, maxLength: 4 }),
    fc.uniqueArray(identifier, { maxLength: 4 }),
  )
  .chain(([users, names]) =>
    fc
      .tuple(...names.map(() => fc.constantFrom(undefined, 'app', ...users.map(({ name }) => name))))
      .map((owners) => ({
        users,
        databases: names.map((name, index) => ({ name, ...given('owner', owners[index]) })),
      })),
  );

/** Numbers of instances, and what happens when the primary is gone. */
export const availability: fc.Arbitrary<Pick<PostgreSQLProps, 'replicas' | 'highAvailability'>> = fc
  .integer({ min: 1, max: 5 })
  .chain((replicas) => {
    const mode = replicas === 1 ? fc.constant('none') : fc.constantFrom('none', 'manual', 'patroni');
    return fc
      .tuple(mode, fc.nat(replicas - 1), fc.option(fc.nat(replicas - 1), { nil: undefined }), fc.boolean())
      .map(([chosen, synchronousStandbys, ordinal, stated]) => ({
        replicas,
        highAvailability: {
          mode: chosen as 'none' | 'manual' | 'patroni',
          ...(stated && { synchronousStandbys }),
          ...(chosen === 'manual' && given('primaryOrdinal', ordinal)),
        },
      }));
  });

const folder = fc
  .array(fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9._=]{0,6}$/), { maxLength: 3 })
  .map((parts) => parts.map((part) => `/${part}`).join(''));
const bucket = fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9._]{0,8}$/);
const endpoint = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    mostly(dnsSubdomain, fc.constantFrom('minio.storage.svc', 'a.b.c.SVC.cluster.local', 'Minio', 'a.svc.b')),
    fc.constantFrom('', ':1', ':9000', ':65535'),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`);
const credentials = partial<Pick<Place, 'credentialsSecretRef'>>({ credentialsSecretRef: reference });

/** Places for backups. */
export const place: fc.Arbitrary<Place> = fc.oneof(
  fc
    .tuple(bucket, folder, partial<Pick<Place, 'endpoint'>>({ endpoint }), credentials)
    .map(([name, path, at, rest]) => ({ url: `s3://${name}${path}`, ...at, ...rest })),
  fc
    .tuple(fc.constantFrom('gs', 'azblob'), bucket, folder, credentials)
    .map(([scheme, name, path, rest]) => ({ url: `${scheme}://${name}${path}`, ...rest })),
  fc.constant({ url: `s3://${'a'.repeat(1019)}` }),
);

/** How long something is kept. */
export const retention = fc.stringMatching(/^[1-9][0-9]{0,4}[dwm]$/);

/** How a backup is made. */
export const method = fc.constantFrom('Physical', 'Logical');

/** How the backups of a database are made, and where they are kept. */
export const backup: fc.Arbitrary<Backup> = partial<Backup>({ method, destination: place, retention });

const toleration = fc.oneof(
  fc.tuple(qualifiedName, fc.constantFrom('', 'databases')).map(([key, value]) => ({ key, value })),
  fc
    .constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute')
    .map((effect) => ({ operator: 'Exists', effect })),
  fc.maxSafeInteger().map((seconds) => ({ key: 'a', effect: 'NoExecute', tolerationSeconds: seconds })),
) as fc.Arbitrary<NonNullable<Section<'placement'>['tolerations']>[number]>;

/** Which nodes the pods run on. */
export const placement: fc.Arbitrary<Section<'placement'>> = partial<Section<'placement'>>({
  nodeSelector: map(qualifiedName, fc.constantFrom('', 'fast', 'A.b_c-1')),
  tolerations: fc.array(toleration, { maxLength: 3 }),
  spread: fc.constantFrom('Preferred', 'Required'),
  topologyKey: qualifiedName,
  priorityClassName: dnsSubdomain,
});

/** Encryption of connections. */
export const tls: fc.Arbitrary<Section<'tls'>> = fc
  .tuple(reference, partial<Pick<Section<'tls'>, 'mode'>>({ mode: fc.constantFrom('Optional', 'Required') }))
  .map(([certificateSecretRef, rest]) => ({ certificateSecretRef, ...rest }));
