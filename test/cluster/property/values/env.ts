import * as fc from 'fast-check';
import { type Env, EnvSource } from '../../../../lib';
import { qualifiedName } from './labels';
import { made } from './made';
import { dnsSubdomain } from './names';
import { map, mostly } from './records';
import { text } from './texts';

const key = mostly(
  fc.stringMatching(/^[-._a-zA-Z0-9]{1,12}$/).filter((name) => name !== '.' && name !== '..'),
  fc.constantFrom('a'.repeat(253), '.hidden', '..data', '...', '-', '_'),
);
const field = fc.oneof(
  fc.constantFrom('metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName'),
  fc.constantFrom('spec.serviceAccountName', 'status.hostIP', 'status.podIP', 'status.podIPs'),
  // The latter from 1.29 on.
  mostly(fc.constant('status.podIPs'), fc.constant('status.hostIPs')),
  fc
    .tuple(
      fc.constantFrom('labels', 'annotations'),
      mostly(
        qualifiedName,
        fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !name.includes("'")),
      ),
    )
    .map(([which, name]) => `metadata.${which}['${name}']`),
);
const name = mostly(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,10}$/),
  fc.constantFrom('_', 'a..b', 'A'.repeat(300), '__proto', 'x-'),
);

/** Environment variables: text of any kind, and every source. */
export const env: fc.Arbitrary<Env> = map<string | EnvSource>(
  name,
  fc.oneof(
    text,
    made(fc.tuple(dnsSubdomain, key), ([from, of]) => EnvSource.secret(from, of)),
    made(fc.tuple(dnsSubdomain, key), ([from, of]) => EnvSource.configMap(from, of)),
    made(field, (path) => EnvSource.field(path)),
  ),
  { max: 4 },
);
