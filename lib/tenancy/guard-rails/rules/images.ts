import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { POD, TEMPLATE_KINDS } from '../pods';

/**
 * Images of containers of every sort, and of volumes, come from registries of the tenant. The short names of Docker Hub are
 * judged by their long forms. An exact repository may be a bound as well; a host alone is none but itself, whatever port
 * comes after it. That an image is never pulled is refused: it would be one that another tenant left on the node.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages
 */
export function images(): GuardRail {
  const host = 'i.split("/")[0]';
  return {
    name: 'images',
    does: 'images come from the registries of the tenant, and are pulled',
    exempt: 'administrators',
    kinds: [{ kind: 'v1/Pod', subresources: ['ephemeralcontainers'] }, ...TEMPLATE_KINDS],
    variables: [
      BOUNDS,
      { name: 'registries', expression: bound(Bound.REGISTRIES) },
      POD,
      {
        name: 'containers',
        expression: `variables.pod.containers + ${fieldOr('variables.pod', 'initContainers', '[]')} + ${fieldOr('variables.pod', 'ephemeralContainers', '[]')}`,
      },
      {
        name: 'images',
        expression: `variables.containers.filter(c, has(c.image)).map(c, c.image) + ${fieldOr('variables.pod', 'volumes', '[]')}.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference)`,
      },
      {
        name: 'pullPolicies',
        expression: `variables.containers.filter(c, has(c.imagePullPolicy)).map(c, c.imagePullPolicy) + ${fieldOr('variables.pod', 'volumes', '[]')}.filter(v, has(v.image) && has(v.image.pullPolicy)).map(v, v.image.pullPolicy)`,
      },
      {
        name: 'longNames',
        expression: `variables.images.map(i, !i.contains("/") ? "docker.io/library/" + i : ${host}.contains(".") || ${host}.contains(":") || ${host} == "localhost" ? i : "docker.io/" + i)`,
      },
      {
        name: 'refused',
        expression:
          '"*" in variables.registries ? [] : variables.longNames.filter(i, !variables.registries.exists(r, i.startsWith(r + "/") || (r.contains("/") && (i.startsWith(r + ":") || i.startsWith(r + "@")))))',
      },
    ],
    validations: [
      {
        expression: 'size(variables.refused) == 0',
        message: 'an image comes from none of the registries that the tenant may use',
        messageExpression:
          '"image " + variables.refused[0] + " comes from none of the registries that the tenant may use: " + variables.registries.join(", ")',
      },
      {
        expression: '!("Never" in variables.pullPolicies)',
        message: 'an image that is never pulled is one that others left on the node: pull it',
      },
    ],
  };
}
