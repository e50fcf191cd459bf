import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { Cluster, PlatformApp } from '../../lib/core';
import { CustomResource, type CustomResourceProps } from '../../lib/kind/custom-resource';
import {
  CustomResourceDefinition,
  type CustomResourceDefinitionProps,
} from '../../lib/kind/custom-resource-definition';
import { type CustomResourceDefinitionManifest, Kind } from '../../lib/kind/kind';
import { SchemaValidator } from '../support/schema-validator';
import { kind, WIDGET } from './widget';

const counts = z.strictObject({ replicas: z.int().optional(), selector: z.string().optional() });
const OLD_SPEC = z.strictObject({ size: z.string().describe('Size, as text.') });

const GADGET = new Kind({
  group: 'toys.example.com',
  kind: 'Gadget',
  plural: 'gadgets',
  description: 'A gadget.',
  spec: z.strictObject({ size: z.int().min(1), replicas: z.int().default(1) }),
  status: counts,
  scale: { selector: '.status.selector' },
  selectableFields: ['.spec.size'],
  otherVersions: [
    { version: 'v1beta1', spec: OLD_SPEC, deprecated: 'v1beta1 of Gadget is deprecated: use v1' },
    { version: 'v1alpha1', spec: OLD_SPEC, served: false },
  ],
});

class OldGadget extends CustomResource<typeof OLD_SPEC> {
  static readonly kind = GADGET;

  constructor(
    scope: Construct,
    id: string,
    props: CustomResourceProps<typeof OLD_SPEC>,
    version = 'v1beta1',
  ) {
    super(scope, id, GADGET, props, version);
  }
}

const WEBHOOK = { service: { namespace: 'toys', name: 'gadget-operator-webhook' } };

function definition(
  props: Partial<CustomResourceDefinitionProps> = {},
  kubernetes = '1.36',
): CustomResourceDefinition {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes }) });
  return new CustomResourceDefinition(new Chart(app, 'kinds'), 'gadgets', {
    kind: GADGET,
    conversion: WEBHOOK,
    ...props,
  });
}

function specOf({ object }: CustomResourceDefinition): CustomResourceDefinitionManifest['spec'] {
  return (object.toJson() as unknown as CustomResourceDefinitionManifest).spec;
}

describe('a kind of several versions', () => {
  const { versions } = GADGET.manifest().spec;

  test('is stored in one of them, and served in those that are not withdrawn', () => {
    expect(versions.map(({ name, storage, served }) => [name, storage, served])).toEqual([
      ['v1', true, true],
      ['v1beta1', false, true],
      ['v1alpha1', false, false],
    ]);
  });

  test('warns of the versions that are deprecated', () => {
    expect(versions.map(({ deprecated, deprecationWarning }) => [deprecated, deprecationWarning])).toEqual([
      [undefined, undefined],
      [true, 'v1beta1 of Gadget is deprecated: use v1'],
      [undefined, undefined],
    ]);
  });

  test('has a schema and the status of every kind in each', () => {
    const [v1, v1beta1] = versions.map(({ schema }) => schema.openAPIV3Schema.properties ?? {});
    expect(v1?.spec?.properties?.size).toEqual({ type: 'integer', minimum: 1 });
    expect(v1beta1?.spec?.properties?.size).toEqual({ type: 'string', description: 'Size, as text.' });
    expect(Object.keys(v1beta1?.status?.properties ?? {})).toEqual(['conditions', 'observedGeneration']);
  });

  test('has objects in the version that they are declared in, checked by its schema', () => {
    const chart = new Chart(new PlatformApp(), 'toys', { namespace: 'toys' });
    expect(new OldGadget(chart, 'old', { size: 'large' }).object.toJson()).toMatchObject({
      apiVersion: 'toys.example.com/v1beta1',
      spec: { size: 'large' },
    });
    // @ts-expect-error the type is that of the older version
    expect(() => new OldGadget(chart, 'new', { size: 1 })).toThrow('[toys/new] size has the wrong type');
    expect(() => new OldGadget(chart, 'none', { size: 'a' }, 'v2')).toThrow(
      '[toys/none] version is not a version of Gadget; given: "v2"; allowed: v1, v1beta1',
    );
    expect(() => new OldGadget(chart, 'gone', { size: 'a' }, 'v1alpha1')).toThrow(
      '[toys/gone] version is no longer served; given: "v1alpha1"; allowed: v1, v1beta1',
    );
  });

  test.each(['1.28', '1.36'])('is a definition that Kubernetes %s knows every field of', (kubernetes) => {
    const { object } = definition({}, kubernetes);
    expect(new SchemaValidator(kubernetes).errors(object.toJson())).toEqual([]);
  });
});

test('objects can be scaled where the kind says how many they are', () => {
  expect(GADGET.manifest().spec.versions[0]?.subresources).toEqual({
    status: {},
    scale: {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.replicas',
      labelSelectorPath: '.status.selector',
    },
  });
});

test.each([
  ['1.30', undefined],
  ['1.31', [{ jsonPath: '.spec.size' }]],
])('on Kubernetes %s, clients can select by %j', (kubernetes, fields) => {
  const [stored] = specOf(definition({}, kubernetes)).versions;
  expect(stored?.selectableFields).toEqual(fields);
});

describe('the webhook that converts', () => {
  test('is asked at a Service, and its authority is left to who issues it', () => {
    const certificate = { namespace: 'toys', name: 'webhook' };
    const made = definition({ conversion: { ...WEBHOOK, certificate } });
    expect(specOf(made).conversion).toEqual({
      strategy: 'Webhook',
      webhook: {
        clientConfig: {
          service: { namespace: 'toys', name: 'gadget-operator-webhook', port: 443, path: '/convert' },
        },
        conversionReviewVersions: ['v1'],
      },
    });
    expect(made.object.toJson().metadata.annotations).toMatchObject({
      'cert-manager.io/inject-ca-from': 'toys/webhook',
    });
  });

  test.each([
    [
      'a kind of one version',
      { kind: WIDGET, conversion: WEBHOOK },
      'conversion is set, but Widget has one version',
    ],
    [
      'a path that is none',
      { conversion: { service: { ...WEBHOOK.service, path: 'convert' } } },
      'conversion.service.path is not the path of a webhook; given: "convert"; allowed: a slash before each step',
    ],
    [
      'a Service that cannot be',
      { conversion: { service: { ...WEBHOOK.service, name: '1' } } },
      'conversion.service.name is not a valid name; given: "1"',
    ],
    [
      'a certificate that cannot be',
      { conversion: { ...WEBHOOK, certificate: { namespace: 'toys', name: 'A' } } },
      'conversion.certificate.name is not a valid name; given: "A"',
    ],
  ])('is refused for %s', (_, props, message) => {
    expect(() => definition(props)).toThrow(`[kinds/gadgets] ${message}`);
  });
});

test('a definition of which kubectl could keep no copy is refused', () => {
  const wordy = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`f${index}`, z.string().describe('x'.repeat(7000)).optional()]),
  );
  expect(() => definition({ kind: kind({ spec: z.strictObject(wordy) }), conversion: undefined })).toThrow(
    /\[kinds\/gadgets\] is a definition of 28\d{4} bytes, of which "kubectl apply" could keep no copy in an annotation; allowed: 262144 bytes; fix: shorten descriptions/,
  );
});

describe('a version is refused', () => {
  const spec = z.strictObject({ size: z.int().optional(), ratio: z.number().optional() });
  test.each<[string, NonNullable<Parameters<typeof kind>[0]>, string]>([
    [
      'twice',
      { otherVersions: [{ version: 'v1', spec }] },
      'Kind Toy.otherVersions has a version twice; given: "v1"',
    ],
    [
      'with a name that is none',
      { otherVersions: [{ version: 'beta', spec }] },
      'Kind Toy.otherVersions.beta.version is not the name of a version; given: "beta"',
    ],
    [
      'with a warning that cannot be sent',
      { otherVersions: [{ version: 'v2', spec, deprecated: 'a\nb' }] },
      'Kind Toy.otherVersions.v2.deprecated is not a warning that the API server can send; given: "a\\nb"',
    ],
    [
      'that scales by what is not there',
      { spec, scale: {} },
      'Kind Toy.scale.specReplicas leads to a field that is not in the schema: "replicas"; given: ".spec.replicas"; allowed: ratio, size',
    ],
    [
      'that scales by what is no integer',
      { spec, scale: { specReplicas: '.spec.ratio' } },
      'Kind Toy.scale.specReplicas does not lead to a field that serves this purpose; given: ".spec.ratio"; allowed: a field of type integer under .spec',
    ],
    [
      'that counts in its spec what there is',
      { spec, status: counts, scale: { specReplicas: '.spec.size', statusReplicas: '.spec.size' } },
      'Kind Toy.scale.statusReplicas does not lead to',
    ],
    [
      'that scales in words of a definition',
      { spec, scale: { specReplicasPath: '.spec.size' } as object },
      'Kind Toy.scale is no part of a scale; given: "specReplicasPath"; allowed: specReplicas, statusReplicas, selector',
    ],
    [
      'that selects by a fraction',
      { spec, selectableFields: ['.spec.ratio'] },
      'Kind Toy.selectableFields does not lead to a field that serves this purpose; given: ".spec.ratio"; allowed: a field of type string or boolean or integer under .spec or .status',
    ],
    [
      'that selects by an item of a list',
      { spec, selectableFields: ['.spec.size[0]'] },
      'Kind Toy.selectableFields is not a path of names of fields',
    ],
    [
      'that selects by one field twice',
      { spec, selectableFields: ['.spec.size', '.spec.size'] },
      'Kind Toy.selectableFields are too many, or one is there twice',
    ],
  ])('%s', (_, props, message) => {
    expect(() => kind(props)).toThrow(message);
  });
});
