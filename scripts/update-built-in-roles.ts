/**
 * Rewrites what the permission matrix knows of the roles that every cluster has:
 * `node --import tsx scripts/update-built-in-roles.ts`, then `npm run format`. For maintainers, and the only step that
 * needs Go: the Go checksum database vouches for what is read here, the files that Kubernetes' own tests hold the
 * bootstrap policy of each version to.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A patch release of each minor version, oldest first. */
const VERSIONS = [
  '1.28.15',
  '1.29.14',
  '1.30.14',
  '1.31.14',
  '1.32.13',
  '1.33.4',
  '1.34.4',
  '1.35.0',
  '1.36.4',
  '1.37.1',
];
const MINORS = VERSIONS.map((version) => Number(version.split('.')[1]));
const OUT = join(__dirname, '..', 'lib', 'rbac', 'built-in');

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

interface Item {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly rules?: readonly Rule[];
  readonly aggregationRule?: {
    readonly clusterRoleSelectors: readonly { readonly matchLabels: Readonly<Record<string, string>> }[];
  };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

function itemsOf(version: string, files: readonly string[]): readonly Item[] {
  const { stdout, stderr, status } = spawnSync(
    'go',
    ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`],
    { cwd: tmpdir(), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr || stdout);
  const { Dir } = JSON.parse(stdout) as { readonly Dir: string };
  const folder = join(Dir, 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata');
  return files.flatMap(
    (file) => (parse(readFileSync(join(folder, file), 'utf8')) as { items: Item[] }).items,
  );
}

/** The versions that have something, which must follow each other: `30-`, `28-29`, nothing for all. */
function span(minors: readonly number[]): string {
  const [first, last] = [Math.min(...minors), Math.max(...minors)];
  if (last - first + 1 !== minors.length) throw new Error(`came, went and came back: ${minors}`);
  if (first === MINORS[0] && last === MINORS.at(-1)) return '';
  return `${first === MINORS[0] ? '' : first}-${last === MINORS.at(-1) ? '' : last}`;
}

function spans(minors: readonly number[]): readonly string[] {
  const runs: number[][] = [];
  for (const minor of minors) {
    const run = runs.at(-1);
    if (run && run.at(-1) === minor - 1) run.push(minor);
    else runs.push([minor]);
  }
  return runs.map(span);
}

/** Rules of one role in all versions, each resource with its verbs, and resources with equal verbs in one line. */
function linesOf(versions: ReadonlyMap<number, readonly Rule[]>): readonly string[] {
  const verbsOf = new Map<string, Map<number, Set<string>>>();
  for (const [minor, rules] of versions) {
    for (const { apiGroups = ['-'], resources, nonResourceURLs = [], resourceNames = [], verbs } of rules) {
      for (const group of apiGroups.map((name) => name || 'v1'))
        for (const resource of resources ?? nonResourceURLs) {
          const key = [group, resource, [...resourceNames].sort().join(' ')].join('|');
          const byMinor = verbsOf.get(key) ?? new Map<number, Set<string>>();
          verbsOf.set(key, byMinor);
          byMinor.set(minor, new Set([...(byMinor.get(minor) ?? []), ...verbs]));
        }
    }
  }
  const lines = new Map<string, string[]>();
  for (const [key, byMinor] of verbsOf) {
    const [group = '', resource = '', names = ''] = key.split('|');
    const byVerbs = new Map<string, number[]>();
    for (const [minor, verbs] of byMinor) {
      const text = [...verbs].sort().join(' ');
      byVerbs.set(text, [...(byVerbs.get(text) ?? []), minor]);
    }
    for (const [verbs, minors] of byVerbs)
      for (const range of spans(minors)) {
        const line = [verbs, group, names, range].join('|');
        lines.set(line, [...(lines.get(line) ?? []), resource]);
      }
  }
  return [...lines]
    .map(([line, resources]) => {
      const [verbs, group, names, range] = line.split('|');
      return [group, resources.sort().join(' '), verbs, names, range].join(' | ').replace(/[ |]+$/, '');
    })
    .sort();
}

function rolesOf(all: ReadonlyMap<number, readonly Item[]>): string {
  const roles = new Map<string, Map<number, Item>>();
  for (const [minor, items] of all) {
    for (const item of items) {
      const { name, namespace } = item.metadata;
      const key = namespace === undefined ? name : `${namespace}/${name}`;
      roles.set(key, (roles.get(key) ?? new Map<number, Item>()).set(minor, item));
    }
  }
  const rows = [...roles]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, byMinor]) => {
      const [item] = byMinor.values();
      const partOf = Object.keys(item?.metadata.labels ?? {})
        .filter((label) => label.startsWith(AGGREGATE))
        .map((label) => label.slice(AGGREGATE.length));
      const aggregates = (item?.aggregationRule?.clusterRoleSelectors ?? [])
        .flatMap(({ matchLabels }) => Object.keys(matchLabels))
        .map((label) => label.slice(AGGREGATE.length));
      const range = span([...byMinor.keys()]);
      return {
        name,
        ...(range && { versions: range }),
        ...(partOf.length > 0 && { partOf }),
        ...(aggregates.length > 0 && { aggregates }),
        rules: linesOf(new Map([...byMinor].map(([minor, { rules }]) => [minor, rules ?? []]))),
      };
    });
  return JSON.stringify(rows, undefined, 2);
}

function subjectOf({ kind, name, namespace }: Subject): string {
  return kind === 'ServiceAccount' ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

function bindingsOf(all: ReadonlyMap<number, readonly Item[]>): string {
  const rows = new Map<string, number[]>();
  for (const [minor, items] of all) {
    for (const { metadata, roleRef, subjects = [] } of items) {
      const { name, namespace } = metadata;
      const role = `${roleRef?.kind} ${roleRef?.name}`;
      for (const subject of subjects) {
        const line = [name, namespace ?? '', role, subjectOf(subject)].join(' | ');
        rows.set(line, [...(rows.get(line) ?? []), minor]);
      }
    }
  }
  const lines = [...rows].map(([line, minors]) => `${line} | ${span(minors)}`.replace(/[ |]+$/, ''));
  return JSON.stringify(lines.sort(), undefined, 2);
}

function read(...files: readonly string[]): ReadonlyMap<number, readonly Item[]> {
  return new Map(VERSIONS.map((version, index) => [MINORS[index] as number, itemsOf(version, files)]));
}

function write(file: string, constant: string, type: string, comment: string, text: string): void {
  const lines = [
    '// Written by scripts/update-built-in-roles.ts.',
    ...(type === 'string' ? [] : [`import type { ${type} } from './row';`, '']),
    `/** ${comment} */`,
    `export const ${constant}: readonly ${type}[] = ${text};`,
  ];
  writeFileSync(join(OUT, file), `${lines.join('\n')}\n`);
}

function writeRoles(file: string, constant: string, comment: string, source: string): void {
  write(file, constant, 'RoleRow', comment, rolesOf(read(source)));
}

writeRoles(
  'cluster-roles.ts',
  'CLUSTER_ROLES',
  'ClusterRoles of users and components.',
  'cluster-roles.yaml',
);
writeRoles(
  'controller-roles.ts',
  'CONTROLLER_ROLES',
  'ClusterRoles of the controllers of Kubernetes.',
  'controller-roles.yaml',
);
writeRoles('roles.ts', 'ROLES', 'Roles in the namespaces of the cluster.', 'namespace-roles.yaml');
write(
  'bindings.ts',
  'BINDINGS',
  'string',
  'Who is bound to them: name, namespace, role, subject and, where it is not in all, the minor versions.',
  bindingsOf(
    read('cluster-role-bindings.yaml', 'controller-role-bindings.yaml', 'namespace-role-bindings.yaml'),
  ),
);
