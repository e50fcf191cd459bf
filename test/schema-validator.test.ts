import { crdsOfOthers, SchemaValidator } from './support/schema-validator';

const VERSIONS = ['1.28', '1.30', '1.32', '1.34', '1.36'];

/** A Deployment whose container and spec take more fields. */
function deployment(fields: { readonly spec?: object; readonly container?: object } = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { 'a.b/c': 'd' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'example.test/web:1',
              resources: { requests: { cpu: 0.5, memory: '64Mi' }, limits: { memory: '1.5e3' } },
              livenessProbe: { httpGet: { port: 'http' } },
              ...fields.container,
            },
          ],
        },
      },
      ...fields.spec,
    },
  };
}

const CONTAINER = '/spec/template/spec/containers/0';

function configMap(metadata: object): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

function secret(value: string): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { key: value } };
}

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  const validator = new SchemaValidator(version);

  test('accepts a valid Deployment', () => {
    expect(validator.errors(deployment())).toEqual([]);
  });

  test('rejects a field that the kind does not have', () => {
    expect(validator.errors(deployment({ spec: { replica: 2 } }))).toEqual([
      '/spec: unknown field "replica"',
    ]);
    expect(validator.errors(configMap({ name: 'c', label: {} }))).toEqual([
      '/metadata: unknown field "label"',
    ]);
  });

  test('rejects a value of the wrong type', () => {
    expect(validator.errors(deployment({ spec: { replicas: '2' } }))).toEqual([
      '/spec/replicas: must be integer, not "2"',
    ]);
  });

  test('rejects an object that lacks a required field', () => {
    expect(validator.errors({ apiVersion: 'apps/v1', kind: 'Deployment', spec: {} })).toEqual([
      '/spec: lacks the required field "selector"',
      '/spec: lacks the required field "template"',
    ]);
  });

  test('rejects a kind that it does not serve', () => {
    for (const object of [
      { apiVersion: 'apps/v1', kind: 'Deploymint' },
      { apiVersion: 'apps/v1beta1', kind: 'Deployment' },
      { apiVersion: 'apps/v1', kind: 'DeploymentList' },
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' },
    ]) {
      expect(validator.errors(object)).toEqual([
        `/: Kubernetes ${version} with the CRDs added serves no ${object.apiVersion} ${object.kind}`,
      ]);
    }
  });

  test('rejects an object without a kind', () => {
    expect(validator.errors({ apiVersion: 'v1' })).toEqual(['/: lacks apiVersion or kind']);
  });

  test('rejects an integer beyond 32 bits', () => {
    expect(validator.errors(deployment({ spec: { replicas: 2 ** 31 - 1 } }))).toEqual([]);
    expect(validator.errors(deployment({ spec: { replicas: 2 ** 31 } }))).toEqual([
      '/spec/replicas: must be of format int32, not 2147483648',
    ]);
  });

  test('takes a port as a number or a name, and as nothing else', () => {
    const probe = (port: unknown) => deployment({ container: { livenessProbe: { tcpSocket: { port } } } });
    expect(validator.errors(probe(8080))).toEqual([]);
    expect(validator.errors(probe('http'))).toEqual([]);
    expect(validator.errors(probe(true))).toEqual([
      `${CONTAINER}/livenessProbe/tcpSocket/port: must be integer or string, not true`,
    ]);
  });

  test.each(['1', '+1', '100m', '0.5', '.5', '5.', '1Gi', '1e3', '1E-3', '12E'])(
    'takes %s for a quantity',
    (cpu) => {
      expect(validator.errors(deployment({ container: { resources: { limits: { cpu } } } }))).toEqual([]);
    },
  );

  test.each(['', '1 Gi', '1gb', '1KB', '1e', 'lots'])('does not take "%s" for a quantity', (cpu) => {
    expect(validator.errors(deployment({ container: { resources: { limits: { cpu } } } }))).toEqual([
      `${CONTAINER}/resources/limits/cpu: must be of format quantity, not "${cpu}"`,
    ]);
  });

  test('rejects a null, but for a timestamp', () => {
    expect(validator.errors(configMap({ name: 'c', creationTimestamp: null }))).toEqual([]);
    expect(validator.errors(configMap({ name: 'c', labels: null }))).toEqual([
      '/metadata/labels: must be object, not null',
    ]);
  });

  test('takes only a date of the calendar for a timestamp', () => {
    const created = (time: string) => validator.errors(configMap({ name: 'c', creationTimestamp: time }));
    expect(created('2024-02-29T12:00:00Z')).toEqual([]);
    expect(created('2024-02-29T12:00:00.123456+02:00')).toEqual([]);
    expect(created('2023-02-29T12:00:00Z')).toHaveLength(1);
    expect(created('2024-02-29T24:00:00Z')).toHaveLength(1);
    expect(created('2024-02-29')).toHaveLength(1);
  });

  test('takes only base64 for bytes', () => {
    expect(validator.errors(secret('c2VjcmV0'))).toEqual([]);
    expect(validator.errors(secret('c2Vj\ncmV0\n'))).toEqual([]);
    expect(validator.errors(secret('secret!'))).toEqual(['/data/key: must be of format byte, not "secret!"']);
  });

  test('accepts every CRD of Argo CD as a CustomResourceDefinition', () => {
    for (const crd of crdsOfOthers()) expect(validator.errors(crd)).toEqual([]);
  });
});

describe('a version of Kubernetes', () => {
  test('decides which kinds are served', () => {
    const policy = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'p' },
    };
    expect(new SchemaValidator('1.28').errors(policy)).toHaveLength(1);
    expect(new SchemaValidator('1.30').errors(policy)).toEqual([]);
  });

  test('decides which fields are known', () => {
    const sidecar = deployment({ container: { resizePolicy: [], restartPolicyRules: [] } });
    expect(new SchemaValidator('1.32').errors(sidecar)).toEqual([
      `${CONTAINER}: unknown field "restartPolicyRules"`,
    ]);
    expect(new SchemaValidator('1.34').errors(sidecar)).toEqual([]);
  });

  test('is refused if its schemas are not there', () => {
    expect(() => new SchemaValidator('1.27')).toThrow('kubernetes-1.27.json.gz');
  });
});

describe('a custom resource', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'databases.example.test' },
    spec: {
      group: 'example.test',
      names: { kind: 'Database', plural: 'databases' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: {
                metadata: {
                  type: 'object',
                  properties: { name: { type: 'string', maxLength: 10 } },
                },
                spec: {
                  type: 'object',
                  required: ['engine'],
                  oneOf: [{ required: ['size'] }, { required: ['free'] }],
                  properties: {
                    engine: { type: 'string', enum: ['postgres', 'mysql'] },
                    mode: { type: 'string', pattern: '^(?P<mode>[a-z\\-_]+)\\z' },
                    code: { type: 'string', pattern: '(?i)^[a-z]+$' },
                    free: { type: 'boolean' },
                    size: {
                      anyOf: [{ type: 'integer' }, { type: 'string' }],
                      pattern: '^[0-9]+Gi$',
                      'x-kubernetes-int-or-string': true,
                    },
                    share: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1 },
                    owner: { type: 'string', nullable: true },
                    color: { type: 'string', format: 'color' },
                    expires: { type: 'string', format: 'date' },
                    labels: { type: 'object', additionalProperties: { type: 'string' } },
                    nothing: { type: 'object' },
                    settings: {
                      type: 'object',
                      properties: { known: { type: 'object', properties: { a: { type: 'integer' } } } },
                      'x-kubernetes-preserve-unknown-fields': true,
                    },
                    anything: { 'x-kubernetes-preserve-unknown-fields': true },
                    template: {
                      type: 'object',
                      'x-kubernetes-embedded-resource': true,
                      properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
                    },
                  },
                },
              },
            },
          },
        },
        { name: 'v1alpha1', served: false, storage: false },
      ],
    },
  };

  const validator = new SchemaValidator('1.36');
  validator.addCrd(crd);

  const database = (fields: object, version = 'v1') => ({
    apiVersion: `example.test/${version}`,
    kind: 'Database',
    metadata: { name: 'orders' },
    spec: { engine: 'postgres', size: '10Gi', ...fields },
  });
  const errors = (fields: object) => validator.errors(database(fields));

  test('has a definition that is itself valid', () => {
    expect(validator.errors(crd)).toEqual([]);
  });

  test('passes with all its fields in order', () => {
    expect(
      errors({
        mode: 'read-only',
        code: 'ABC',
        share: 0.5,
        owner: null,
        color: 'any',
        expires: '2030-01-31',
        labels: { a: 'b' },
        nothing: {},
        settings: { known: { a: 1 }, unknown: { b: 2 } },
        anything: [{ goes: true }],
        template: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: {} }, spec: { any: 1 } },
      }),
    ).toEqual([]);
  });

  test('is known in its served versions alone', () => {
    expect(validator.errors(database({}, 'v1alpha1'))).toHaveLength(1);
    expect(new SchemaValidator('1.36').errors(database({}))).toHaveLength(1);
  });

  test('fails without a required field', () => {
    expect(validator.errors({ ...database({}), spec: undefined })).not.toEqual([]);
    expect(validator.errors({ apiVersion: 'example.test/v1', kind: 'Database' })).toEqual([
      '/: lacks the required field "spec"',
    ]);
  });

  test('fails with a field that its schema does not declare', () => {
    expect(errors({ engin: 'x' })).toEqual(['/spec: unknown field "engin"']);
    expect(errors({ nothing: { a: 1 } })).toEqual(['/spec/nothing: unknown field "a"']);
    expect(errors({ settings: { known: { b: 1 } } })).toEqual(['/spec/settings/known: unknown field "b"']);
    expect(validator.errors({ ...database({}), status: {} })).toEqual(['/: unknown field "status"']);
  });

  test('has the metadata of every object, restricted by its schema', () => {
    expect(validator.errors({ ...database({}), metadata: { name: 'orders', label: {} } })).toEqual([
      '/metadata: unknown field "label"',
    ]);
    expect(validator.errors({ ...database({}), metadata: { name: 'orders-of-2030' } })).toEqual([
      '/metadata/name: must NOT have more than 10 characters, not "orders-of-2030"',
    ]);
  });

  test('fails with a value that its schema rules out', () => {
    expect(errors({ engine: 'oracle' })).toEqual([
      '/spec/engine: must be one of ["postgres","mysql"], not "oracle"',
    ]);
    expect(errors({ mode: 'Read' })).toHaveLength(1);
    expect(errors({ size: '10G' })).toHaveLength(1);
    expect(errors({ size: 1.5 })).toEqual(['/spec/size: must be integer or string, not 1.5']);
    expect(errors({ share: 0 })).toEqual(['/spec/share: must be > 0, not 0']);
    expect(errors({ free: null })).toContain('/spec/free: must be boolean, not null');
    expect(errors({ expires: '2030-02-30' })).toHaveLength(1);
    expect(errors({ free: true })).toEqual(['/spec: must match exactly one schema in oneOf']);
  });

  test('may embed an object, which then needs a type and metadata in order', () => {
    expect(errors({ template: { kind: 'Pod', metadata: { label: {} } } })).toEqual([
      '/spec/template: lacks the required field "apiVersion"',
      '/spec/template/metadata: unknown field "label"',
    ]);
  });

  test('needs a schema in its definition', () => {
    const spec = { ...crd.spec, versions: [{ name: 'v1', served: true }] };
    expect(() => validator.addCrd({ ...crd, spec })).toThrow('version v1 has no schema');
  });
});

describe.each(['1.28', '1.36'])('Argo CD on Kubernetes %s', (version) => {
  const validator = new SchemaValidator(version);
  for (const crd of crdsOfOthers()) validator.addCrd(crd);

  const spec = {
    project: 'shop',
    source: { repoURL: 'https://example.test/shop.git', path: 'dist', targetRevision: 'main' },
    destination: { name: 'in-cluster', namespace: 'shop' },
    syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
  };
  const argo = (kind: string, fields: object) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind,
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: fields,
  });

  test('accepts a valid Application', () => {
    expect(validator.errors(argo('Application', spec))).toEqual([]);
  });

  test('rejects a wrong Application', () => {
    const { project, ...unowned } = spec;
    expect(validator.errors(argo('Application', unowned))).toEqual([
      '/spec: lacks the required field "project"',
    ]);
    expect(validator.errors(argo('Application', { ...spec, project, sync: {} }))).toEqual([
      '/spec: unknown field "sync"',
    ]);
    expect(validator.errors(argo('Application', { ...spec, syncPolicy: { automated: true } }))).toEqual([
      '/spec/syncPolicy/automated: must be object, not true',
    ]);
  });

  test('accepts a valid AppProject and rejects a wrong one', () => {
    const rules = { sourceRepos: ['*'], destinations: [{ server: '*', namespace: 'shop' }] };
    expect(validator.errors(argo('AppProject', rules))).toEqual([]);
    expect(validator.errors(argo('AppProject', { ...rules, sourceRepos: '*' }))).toEqual([
      '/spec/sourceRepos: must be array, not "*"',
    ]);
  });

  test('accepts a valid ApplicationSet and rejects a wrong one', () => {
    const template = { metadata: { name: '{{.name}}' }, spec };
    const set = { goTemplate: true, generators: [{ list: { elements: [{ name: 'a' }] } }], template };
    expect(validator.errors(argo('ApplicationSet', set))).toEqual([]);
    expect(validator.errors(argo('ApplicationSet', { ...set, template: { spec } }))).toEqual([
      '/spec/template: lacks the required field "metadata"',
    ]);
  });
});
