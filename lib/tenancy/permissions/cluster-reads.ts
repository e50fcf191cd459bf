import { BUILTIN_KINDS } from '../../core/api-resources';
import { fieldOf } from '../../core/manifest-fields';
import { READ } from '../../core/rbac-terms';
import type { ObjectIndex } from '../../core/rendered-object';
import type { Rule } from '../../rbac/rule';

/** Subresources that are read. What else there is to get, such as `exec` and `proxy`, connects. */
const READABLE = [undefined, 'log', 'scale', 'status'];

/** Reviews say what somebody may do; they change nothing. */
const REVIEWS = new Set([
  'authentication.k8s.io/selfsubjectreviews',
  'authentication.k8s.io/tokenreviews',
  'authorization.k8s.io/localsubjectaccessreviews',
  'authorization.k8s.io/selfsubjectaccessreviews',
  'authorization.k8s.io/selfsubjectrulesreviews',
  'authorization.k8s.io/subjectaccessreviews',
]);

/** Tells which rights in the whole cluster reach into no namespace. */
export class ClusterReads {
  private readonly clusterScoped: ReadonlySet<string>;

  constructor(objects: ObjectIndex) {
    const definitions = objects.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition');
    this.clusterScoped = new Set([
      ...BUILTIN_KINDS.filter(({ namespaced }) => !namespaced).map(
        ({ group, plural }) => `${group}/${plural}`,
      ),
      ...definitions
        .filter(({ manifest }) => fieldOf(manifest, 'spec', 'scope') === 'Cluster')
        .map(
          ({ manifest }) =>
            `${fieldOf(manifest, 'spec', 'group')}/${fieldOf(manifest, 'spec', 'names', 'plural')}`,
        ),
    ]);
  }

  /**
   * Whether a part of a rule, held in the whole cluster, only tells of it: it reads what is in no namespace, such as
   * nodes, or a path, such as `/metrics`, or asks for a review.
   * @param part a rule of one verb on one resource
   */
  tells({ verbs, apiGroups, resources, nonResourceURLs }: Rule): boolean {
    const [verb = ''] = verbs;
    if (nonResourceURLs.length > 0) return verb === 'get';
    const [plural = '', subresource] = `${resources[0]}`.split('/');
    const resource = `${apiGroups[0]}/${plural}`;
    if (REVIEWS.has(resource)) return verb === 'create';
    // nodes/proxy, which reads, runs commands.
    const reads = READ.includes(verb) && (subresource === undefined || subresource === 'status');
    return reads && this.clusterScoped.has(resource);
  }

  /**
   * Whether a part of a rule changes nothing by itself: it reads, be it in every namespace, or asks for a review.
   * @param part a rule of one verb on one resource
   */
  changesNothing(part: Rule): boolean {
    const [, subresource] = `${part.resources[0]}`.split('/');
    const reads = part.nonResourceURLs.length === 0 && READ.includes(`${part.verbs[0]}`);
    return (reads && READABLE.includes(subresource)) || this.tells(part);
  }
}
