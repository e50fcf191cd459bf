import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  apiVersionOf,
  BUILTIN_KINDS,
  type BuiltinKind,
  builtin,
  builtinKind,
  splitApiVersion,
} from '../../lib/core';

interface Served {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const FILE = path.join(__dirname, '..', 'schemas', 'kubernetes-1.36.json.gz');
const { resources } = JSON.parse(gunzipSync(fs.readFileSync(FILE)).toString()) as {
  readonly resources: readonly Served[];
};

describe('the table of built-in kinds', () => {
  it.each(BUILTIN_KINDS.map((row) => [`${apiVersionOf(row)} ${row.kind}`, row] as const))(
    'agrees with Kubernetes on %s',
    (_, { names: _names, ...row }) => {
      expect(resources).toContainEqual(row);
    },
  );

  it('has every stable kind but these, whose scope and names no synth can check', () => {
    const known = new Set(BUILTIN_KINDS.map(({ group, kind }) => `${group}/${kind}`));
    const stable = resources.filter(({ version }) => /^v\d+$/.test(version));
    const missing = stable.map(({ group, kind }) => `${group}/${kind}`).filter((kind) => !known.has(kind));
    expect(missing.sort()).toEqual([
      '/Binding',
      'authentication.k8s.io/SelfSubjectReview',
      'authorization.k8s.io/SelfSubjectRulesReview',
    ]);
  });

  it('has each kind once', () => {
    const kinds = BUILTIN_KINDS.map(({ group, kind }) => `${group}/${kind}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('knows the kinds whose names follow a rule of their own', () => {
    const rules = Object.fromEntries(BUILTIN_KINDS.map(({ kind, names }) => [kind, names]));
    expect(rules).toMatchObject({
      ClusterRole: 'path-segment',
      ClusterRoleBinding: 'path-segment',
      ConfigMap: 'dns-subdomain',
      Namespace: 'dns-label',
      Role: 'path-segment',
      RoleBinding: 'path-segment',
      Service: 'dns-label-1035',
    });
  });
});

describe('a built-in kind', () => {
  it('is found by group and kind', () => {
    expect(builtinKind('apps', 'Deployment')).toMatchObject({ plural: 'deployments', version: 'v1' });
    expect(builtinKind('', 'Service')).toMatchObject({ plural: 'services', group: '' });
  });

  it.each([
    ['', 'Deployment'],
    ['v1', 'Widget'],
    ['example.com', 'Service'],
    ['', 'constructor'],
  ])('is not %j %s', (group, kind) => {
    expect(builtinKind(group, kind)).toBeUndefined();
  });

  it('is found by the name that people write', () => {
    expect(builtin('apps/Deployment')).toBe(builtinKind('apps', 'Deployment'));
    expect(builtin('v1/Service')).toBe(builtinKind('', 'Service'));
    for (const resource of BUILTIN_KINDS) {
      const written = `${resource.group || 'v1'}/${resource.kind}` as BuiltinKind;
      expect(builtin(written)).toBe(resource);
    }
  });

  it('is missed by name where types were not checked', () => {
    expect(() => builtin('apps/Widget' as BuiltinKind)).toThrow('not a built-in kind: apps/Widget');
  });
});

describe('the apiVersion of a kind', () => {
  it.each([
    ['v1', '', 'v1'],
    ['apps/v1', 'apps', 'v1'],
    ['rbac.authorization.k8s.io/v1beta1', 'rbac.authorization.k8s.io', 'v1beta1'],
  ])('%s has the group %j and the version %s', (apiVersion, group, version) => {
    expect(splitApiVersion(apiVersion)).toEqual({ group, version });
    expect(apiVersionOf({ group, version })).toBe(apiVersion);
  });
});
