import { ApiObject, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { apiVersionOf, BUILTIN_KINDS, type Manifest, PlatformApp, type Unit } from '../../lib/core';
import { ArgoCd } from '../../lib/delivery';
import { STANDING_CLUSTER_KINDS, STANDING_NAMESPACED_KINDS } from '../../lib/delivery/standing-kinds';

interface Kind {
  readonly group: string;
  readonly kind: string;
}

interface Project {
  readonly sourceRepos: readonly string[];
  readonly destinations: readonly { readonly server: string; readonly namespace: string }[];
  readonly clusterResourceWhitelist?: readonly Kind[];
  readonly namespaceResourceWhitelist?: readonly Kind[];
}

interface Application {
  readonly source: { readonly repoURL: string; readonly path: string };
  readonly destination: { readonly server: string; readonly namespace: string };
}

const CUSTOM = [
  { group: 'example.com', version: 'v1', kind: 'Widget', namespaced: true },
  { group: 'example.com', version: 'v1', kind: 'ClusterWidget', namespaced: false },
  { group: 'apps.example.com', version: 'v1beta1', kind: 'Deployment', namespaced: true },
];
const NAMESPACES = ['alpha', 'alpha-staging', 'argocd', 'beta', 'system'];

const anyObject = fc.record({
  kind: fc.constantFrom(...BUILTIN_KINDS, ...CUSTOM),
  namespace: fc.constantFrom(...NAMESPACES),
});
const anyPlatform = fc.dictionary(
  fc.stringMatching(/^[a-z]([a-z0-9]{0,6}[a-z0-9])?$/).filter((id) => id !== 'argocd' && id !== 'platform'),
  fc.array(anyObject, { minLength: 1, maxLength: 8 }),
  { minKeys: 1, maxKeys: 5 },
);
type Platform = typeof anyPlatform extends fc.Arbitrary<infer T> ? T : never;

function synthesize(charts: readonly [string, Platform[string]][], server?: string): readonly Unit[] {
  const delivery = new ArgoCd({ repoUrl: 'https://git.example.com/a.git', server });
  const app = new PlatformApp({ delivery });
  for (const [id, objects] of charts) {
    const chart = new Chart(app, id);
    for (const [index, { kind, namespace }] of objects.entries()) {
      const metadata = { name: `${id}-${index}`, ...(kind.namespaced && { namespace }) };
      const spec = { group: 'made.example.com', scope: 'Namespaced', names: { kind: 'Made' } };
      new ApiObject(chart, String(index), {
        apiVersion: apiVersionOf(kind),
        kind: kind.kind,
        metadata,
        spec,
      });
    }
  }
  return app.units();
}

function only<T>(manifests: readonly Manifest[], kind: string): readonly T[] {
  return manifests.filter((manifest) => manifest.kind === kind).map(({ spec }) => spec as T);
}

/** The rules of Argo CD for lists without patterns, in the words of its documentation. */
function permits(project: Project, server: string, group: string, kind: string, namespace?: string): boolean {
  const listed = (kinds: readonly Kind[]) =>
    kinds.some((other) => other.group === group && other.kind === kind);
  if (namespace === undefined) return listed(project.clusterResourceWhitelist ?? []);
  const whitelist = project.namespaceResourceWhitelist ?? [];
  return (whitelist.length === 0 || listed(whitelist)) && reaches(project, server, namespace);
}

function reaches(project: Project, server: string, namespace: string): boolean {
  return project.destinations.some((other) => other.server === server && other.namespace === namespace);
}

describe.each([undefined, 'https://eu.example.com'])('delivered to the cluster %s', (server) => {
  test('the project permits every object of every Application, and no kind beside that none of them has or defines', () => {
    fc.assert(
      fc.property(anyPlatform, (charts) => {
        const units = synthesize(Object.entries(charts), server);
        const manifests = units.flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
        const [project] = only<Project>(manifests, 'AppProject');
        if (!project) throw new Error('no project');
        const needed = new Set([
          ...STANDING_CLUSTER_KINDS.map(({ group, kind }) => `cluster ${group}/${kind}`),
          ...STANDING_NAMESPACED_KINDS.map(({ group, kind }) => `namespaced ${group}/${kind}`),
        ]);
        for (const { source, destination } of only<Application>(manifests, 'Application')) {
          expect(project.sourceRepos).toContain(source.repoURL);
          expect(reaches(project, destination.server, destination.namespace)).toBe(true);
          const unit = units.find(({ path }) => `dist/${path}` === source.path);
          expect(unit).toBeDefined();
          for (const { group, kind, namespace } of unit?.objects ?? []) {
            expect(permits(project, destination.server, group, kind, namespace)).toBe(true);
            needed.add(`${namespace === undefined ? 'cluster' : 'namespaced'} ${group}/${kind}`);
            if (kind === 'CustomResourceDefinition') needed.add('namespaced made.example.com/Made');
          }
        }
        const permitted = [
          ...(project.clusterResourceWhitelist ?? []).map(({ group, kind }) => `cluster ${group}/${kind}`),
          ...(project.namespaceResourceWhitelist ?? []).map(
            ({ group, kind }) => `namespaced ${group}/${kind}`,
          ),
        ];
        expect(permitted.sort()).toEqual([...needed].sort());
        expect(only(manifests, 'Application')).toHaveLength(units.length);
      }),
    );
  });
});

test('the order of charts and objects does not show', () => {
  const delivery = (charts: readonly [string, Platform[string]][]) =>
    synthesize(charts)
      .find(({ path }) => path === 'argocd')
      ?.objects.map(({ manifest }) => manifest);
  fc.assert(
    fc.property(anyPlatform, (platform) => {
      const charts = Object.entries(platform);
      const reversed = charts.map(([id, objects]): [string, Platform[string]] => [
        id,
        [...objects].reverse(),
      ]);
      expect(delivery(reversed.reverse())).toEqual(delivery(charts));
    }),
  );
});
