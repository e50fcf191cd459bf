import { anchor, blocks, code, table, text, yamlBlock } from '../../core/markdown';
import { sizeOf } from '../definition-size';
import { exampleYaml } from '../example';
import type { Kind } from '../kind';
import type { VersionDefinition } from '../kind-version';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { CONDITION_MEANINGS } from '../standard-status';
import { USER_ROLES, userGrants, userRoleName } from '../user-roles';
import { factsOf, isImmutable } from './facts';
import { fieldsOf } from './fields';

/**
 * The reference documentation of a kind in Markdown, as GitHub shows it: what it is, examples, every field of spec and
 * status, conditions, columns, and what users may do. All of it is read off the kind, so it is never out of date.
 *
 * Every field has an anchor made from its path, such as `#spec.storage`.
 * @throws PlatformError without a path, for an example that the kind does not take
 */
export function kindReference(kind: Kind): string {
  const [stored, ...others] = kind.manifest().spec.versions as [VersionDefinition, ...VersionDefinition[]];
  const reference = blocks(
    `# ${kind.resource.kind}`,
    text(kind.description),
    facts(kind),
    examples(kind),
    version(stored),
    ...others.map((other) => version(other, other.name)),
    conditions(),
    columns(kind, stored),
    userRoles(kind),
  );
  return `${reference}\n`;
}

function facts(kind: Kind): string {
  const manifest = kind.manifest();
  const { group, names, scope, versions } = manifest.spec;
  const { plural, singular, shortNames = [], categories = [] } = names;
  const [{ schema, subresources, selectableFields = [] }] = versions as [VersionDefinition];
  const name = schema.openAPIV3Schema.properties?.metadata?.properties?.name;
  const rows = [
    [
      'API version',
      versions.map((version) => apiVersion(group, version, versions.length === 1)).join('<br>'),
    ],
    ['Kind', code(names.kind)],
    ['For kubectl', [plural, singular, ...shortNames].map(code).join(', ')],
    ...(categories.length > 0 ? [['Listed with', categories.map(code).join(', ')]] : []),
    ['Scope', scope === 'Namespaced' ? 'in a namespace' : 'the cluster'],
    ...(name ? [['Names', factsOf(name).join(' ')]] : []),
    ...(subresources.scale ? [['Scaled by', code(subresources.scale.specReplicasPath)]] : []),
    ...(selectableFields.length > 0
      ? [['Selected by', selectableFields.map(({ jsonPath }) => code(jsonPath)).join(', ')]]
      : []),
    ...(kind.holdsData ? [['Data', 'Held by each object: GitOps tools neither prune nor delete one.']] : []),
    ['Definition', `${code(kind.crdName)}, ${sizeOf(manifest).toLocaleString('en-US')} bytes`],
  ];
  return table(['', ''], rows);
}

function apiVersion(group: string, version: VersionDefinition, isOnly: boolean): string {
  const { name, served, storage, deprecated, deprecationWarning = '' } = version;
  const traits = [
    storage && !isOnly && 'stored',
    !served && 'no longer served',
    deprecated && `deprecated: ${text(deprecationWarning)}`,
  ].filter(Boolean);
  return `${code(`${group}/${name}`)}${traits.length > 0 ? ` (${traits.join(', ')})` : ''}`;
}

function examples(kind: Kind): string {
  if (kind.examples.length === 0) return '';
  return blocks(
    '## Examples',
    ...kind.examples.flatMap((example) => [
      `### ${text(example.title)}`,
      yamlBlock(exampleYaml(kind, example)),
    ]),
  );
}

/** @param prefix what tells the headings and anchors of a version from those of the stored one */
function version({ schema }: VersionDefinition, prefix?: string): string {
  const names = prefix === undefined ? [] : [prefix];
  const part = (name: string): string => {
    const fields = schema.openAPIV3Schema.properties?.[name] as OpenApiSchema;
    return blocks(
      `## ${[...names, name.charAt(0).toUpperCase() + name.slice(1)].join(' ')}`,
      [text(fields.description ?? ''), ...(isImmutable(fields) ? ['Immutable.'] : [])].join(' '),
      fieldsOf(
        { schema: fields, field: name, names: [...names, name] },
        name === 'status' ? { conditions: 'conditions' } : {},
      ),
    );
  };
  return blocks(part('spec'), part('status'));
}

function conditions(): string {
  return blocks(
    `## ${anchor('conditions')}Conditions`,
    'Each is a `metav1.Condition`: type, status, reason, message, when it last changed, and the generation of the object that it was set for. That one is True means:',
    table(
      ['Condition', 'Meaning'],
      Object.entries(CONDITION_MEANINGS).map(([type, meaning]) => [code(type), text(meaning)]),
    ),
  );
}

function columns({ resource }: Kind, { additionalPrinterColumns }: VersionDefinition): string {
  return blocks(
    '## Columns',
    `What ${code(`kubectl get ${resource.plural}`)} prints beside the name:`,
    table(
      ['Column', 'Value', 'Description'],
      additionalPrinterColumns.map(({ name, jsonPath, description = '', priority = 0 }) => [
        text(name),
        code(jsonPath),
        [text(description), priority > 0 ? 'With `-o wide` alone.' : ''].filter(Boolean).join(' '),
      ]),
    ),
  );
}

function userRoles(kind: Kind): string {
  const { namespaced, plural } = kind.resource;
  const rows = USER_ROLES.flatMap((role) => {
    const grants = userGrants(kind, role).map(({ resource, verbs }) => {
      const part = resource.slice(plural.length + 1);
      return `${verbs.join(', ')}${part && ` of its ${part}`}`;
    });
    return grants.length > 0 ? [[code(role), grants.join('<br>'), code(userRoleName(kind, role))]] : [];
  });
  const how = namespaced
    ? 'Each is added to the built-in ClusterRole of the role: whoever has that in a namespace may do this there.'
    : 'They are added to no other role: bind one by a ClusterRoleBinding to whom it is for.';
  return blocks(
    '## User roles',
    rows.length > 0
      ? `${how} The status is the controller's alone to write.`
      : 'The kind is not for users: none of the built-in roles has a right on it.',
    table(['Role', 'May', 'ClusterRole'], rows),
  );
}
