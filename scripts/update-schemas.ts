/**
 * Rewrites the schemas that the tests check manifests against: `node --import tsx scripts/update-schemas.ts`.
 * For maintainers, and the only step that needs Go: the Go checksum database vouches for what is read here, and
 * the tests themselves then need neither Go nor a network.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, parseAllDocuments } from 'yaml';

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Resource extends GroupVersionKind {
  readonly plural: string;
  readonly namespaced: boolean;
}

interface Schema {
  readonly [keyword: string]: unknown;
}

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

interface Swagger {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly paths: Readonly<Record<string, { readonly post?: Operation }>>;
}

interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: string;
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly deprecated?: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

interface Download {
  readonly Dir?: string;
  readonly Zip?: string;
  readonly Error?: string;
}

const OUTPUT = join(__dirname, '..', 'test', 'schemas');

// Exact versions, so that the committed files follow from this script alone and a newer patch is a decision.
const KUBERNETES = ['v1.28.15', 'v1.30.14', 'v1.32.13', 'v1.34.4', 'v1.36.3', 'v1.37.1'];
const ARGO_CD = 'v3.6.1';
const ARGO_CD_CRDS = ['application', 'appproject', 'applicationset'];
// Those of its controllers that the Go module proxy has with their definitions.
const FLUX = [
  ['github.com/fluxcd/kustomize-controller', 'kustomize.toolkit.fluxcd.io_kustomizations'],
  ['github.com/fluxcd/source-controller', 'source.toolkit.fluxcd.io_gitrepositories'],
] as const;
const FLUX_VERSION = 'v1.10.1';
const FLUX_FOLDER = 'config/crd/bases';
/** Software that lib/installed declares: its modules, and where in them the definitions of its kinds are. */
const INSTALLED = [
  ['CERT_MANAGER', 'github.com/cert-manager/cert-manager', 'v1.21.2', 'deploy/crds'],
  ['CROSSPLANE', 'github.com/crossplane/crossplane/v2', 'v2.3.0', 'cluster/crds'],
  ...FLUX.map(([path]) => ['FLUX', path, FLUX_VERSION, FLUX_FOLDER] as const),
  ['ISTIO', 'istio.io/api', 'v1.31.1', 'kubernetes'],
  [
    'PROMETHEUS_OPERATOR',
    'github.com/prometheus-operator/prometheus-operator',
    'v0.85.0',
    'example/prometheus-operator-crd',
  ],
] as const;
const CERT_MANAGER = 'v1.21.2';
const CERT_MANAGER_CRDS = ['certificates', 'issuers'];
// The newest version that the Go module proxy has with its definitions.
const PROMETHEUS_OPERATOR = 'v0.85.0';
const PROMETHEUS_OPERATOR_CRDS = ['prometheusrules', 'servicemonitors'];

// Descriptions are most of the bytes and all of the prose; CEL rules and merge hints no JSON Schema validator
// can act on.
const FACTS = new Set([
  ...['type', 'format', 'nullable', '$ref', 'required', 'enum', 'pattern', 'multipleOf', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'],
  'x-kubernetes-group-version-kind',
]);
const SUBSCHEMA = new Set(['items', 'additionalProperties', 'not']);
const SUBSCHEMA_LIST = new Set(['allOf', 'anyOf', 'oneOf']);

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<T>(values: object, map: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

function reduce(schema: unknown): unknown {
  if (!isSchema(schema)) return schema;
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (FACTS.has(keyword)) return [[keyword, value]];
    if (SUBSCHEMA.has(keyword)) return [[keyword, reduce(value)]];
    if (SUBSCHEMA_LIST.has(keyword) && Array.isArray(value)) return [[keyword, value.map(reduce)]];
    // A property may well be called "description", so the names below "properties" are no keywords.
    if (keyword === 'properties' && isSchema(value)) return [[keyword, mapValues(value, reduce)]];
    return [];
  });
  return Object.fromEntries(entries);
}

/** Only what can be created in its own right is a resource: lists and subresources cannot be applied. */
function resourcesOf(swagger: Swagger): Resource[] {
  const collection = /^\/apis?(?:\/[^/]+)?\/[^/]+\/(namespaces\/\{namespace\}\/)?([a-z]+)$/;
  const resources = Object.entries(swagger.paths).flatMap(([path, { post }]): Resource[] => {
    const [, namespaced, plural] = collection.exec(path) ?? [];
    const gvk = post?.['x-kubernetes-group-version-kind'];
    if (plural === undefined || gvk === undefined) return [];
    const { group, version, kind } = gvk;
    return [{ group, version, kind, plural, namespaced: namespaced !== undefined }];
  });
  const key = ({ group, version, plural }: Resource) => `${group}/${version}/${plural}`;
  return resources.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function references(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(references);
  if (!isSchema(schema)) return [];
  const own = typeof schema.$ref === 'string' ? [schema.$ref.replace('#/definitions/', '')] : [];
  return [...own, ...Object.values(schema).flatMap(references)];
}

function definitionsOf(swagger: Swagger, resources: readonly Resource[]): Record<string, unknown> {
  const id = ({ group, version, kind }: GroupVersionKind) => `${group}/${version}/${kind}`;
  const wanted = new Set(resources.map(id));
  const pending = Object.entries(swagger.definitions).flatMap(([name, schema]) => {
    const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[];
    return kinds.some((kind) => wanted.has(id(kind))) ? [name] : [];
  });
  const reached = new Map<string, unknown>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    const schema = reduce(swagger.definitions[name]);
    reached.set(name, schema);
    pending.push(...references(schema));
  }
  return Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reduceCrd({ apiVersion, kind, metadata, spec }: Crd): Crd {
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name },
    spec: {
      group: spec.group,
      names: spec.names,
      scope: spec.scope,
      versions: spec.versions.map(({ name, served, storage, schema }) => ({
        name,
        served,
        storage,
        schema: { openAPIV3Schema: reduce(schema.openAPIV3Schema) as Schema },
      })),
    },
  };
}

function go(args: readonly string[], cwd: string): string {
  const { stdout, stderr, error } = spawnSync('go', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error !== undefined) throw error;
  if (stdout.trim() === '') throw new Error(`go ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function moduleFolder(path: string, version: string, scratch: string): string {
  const download: Download = JSON.parse(go(['mod', 'download', '-json', `${path}@${version}`], scratch));
  if (download.Dir !== undefined) return download.Dir;
  // Go unpacks a module that asks for a newer toolchain than the one at hand, but does not say where. No code of
  // it is built here, so that the toolchain is old does not matter.
  if (download.Zip === undefined) throw new Error(`${path}@${version}: ${download.Error}`);
  return join(go(['env', 'GOMODCACHE'], scratch).trim(), `${path}@${version}`);
}

function write(name: string, content: object): void {
  const zipped = gzipSync(JSON.stringify(content), { level: 9 });
  // Node leaves the time at 0 but notes the operating system: byte 9 set to "unknown" keeps the file the same.
  zipped[9] = 255;
  writeFileSync(join(OUTPUT, name), zipped);
  console.log(`${name}: ${(zipped.length / 1024).toFixed(1)} KiB`);
}

function updateKubernetes(version: string, scratch: string): void {
  const folder = moduleFolder('k8s.io/kubernetes', version, scratch);
  const file = join(folder, 'api', 'openapi-spec', 'swagger.json');
  const swagger: Swagger = JSON.parse(readFileSync(file, 'utf8'));
  const resources = resourcesOf(swagger);
  const minor = version.slice(1).split('.').slice(0, 2).join('.');
  write(`kubernetes-${minor}.json.gz`, {
    version,
    resources,
    definitions: definitionsOf(swagger, resources),
  });
}

function updateDefinitions(name: string, version: string, files: readonly string[]): void {
  const crds = files.map((file): Crd => reduceCrd(parse(readFileSync(file, 'utf8'))));
  write(`${name}.json.gz`, { version, crds });
}

function updateArgoCd(version: string, scratch: string): void {
  const folder = join(moduleFolder('github.com/argoproj/argo-cd/v3', version, scratch), 'manifests', 'crds');
  const files = ARGO_CD_CRDS.map((name) => join(folder, `${name}-crd.yaml`));
  updateDefinitions('argo-cd', version, files);
}

function updateCertManager(version: string, scratch: string): void {
  const folder = moduleFolder('github.com/cert-manager/cert-manager', version, scratch);
  const files = CERT_MANAGER_CRDS.map((name) =>
    join(folder, 'deploy', 'crds', `cert-manager.io_${name}.yaml`),
  );
  updateDefinitions('cert-manager', version, files);
}

function updatePrometheusOperator(version: string, scratch: string): void {
  const module = moduleFolder('github.com/prometheus-operator/prometheus-operator', version, scratch);
  const folder = join(module, 'example', 'prometheus-operator-crd');
  const files = PROMETHEUS_OPERATOR_CRDS.map((name) => join(folder, `monitoring.coreos.com_${name}.yaml`));
  updateDefinitions('prometheus-operator', version, files);
}

function updateFlux(version: string, scratch: string): void {
  const files = FLUX.map(([path, name]) =>
    join(moduleFolder(path, version, scratch), FLUX_FOLDER, `${name}.yaml`),
  );
  updateDefinitions('flux', version, files);
}

function definitionsIn(folder: string): Crd[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS() as Crd | null)
    .filter((crd) => crd !== null)
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}

/** The kinds of software, and nothing of their schemas: text, so that a new release is read as a difference. */
function updateInstalled(scratch: string): void {
  const software = new Map<string, { source: string; version: string; kinds: string[] }>();
  for (const [declaration, path, version, folder] of INSTALLED) {
    const kinds = definitionsIn(join(moduleFolder(path, version, scratch), folder)).map(({ spec }) => {
      const { group, names, scope, versions } = spec;
      const served = versions.filter((one) => one.served);
      const current = served.filter(({ deprecated }) => !deprecated);
      const listed = (current.length > 0 ? current : served).map(({ name }) => name).sort();
      return `${group} ${names.kind} ${names.plural} ${scope} ${listed.join(',')}`;
    });
    const known = software.get(declaration);
    software.set(declaration, {
      source: known ? `${known.source}, ${path}` : path,
      version,
      kinds: [...(known?.kinds ?? []), ...kinds].sort(),
    });
  }
  writeFileSync(join(OUTPUT, 'installed.json'), `${JSON.stringify(Object.fromEntries(software), null, 2)}\n`);
}

const scratch = mkdtempSync(join(tmpdir(), 'schemas-'));
try {
  writeFileSync(join(scratch, 'go.mod'), 'module scratch\n');
  for (const version of KUBERNETES) updateKubernetes(version, scratch);
  updateArgoCd(ARGO_CD, scratch);
  updateInstalled(scratch);
  updateCertManager(CERT_MANAGER, scratch);
  updatePrometheusOperator(PROMETHEUS_OPERATOR, scratch);
  updateFlux(FLUX_VERSION, scratch);
} finally {
  rmSync(scratch, { recursive: true });
}
