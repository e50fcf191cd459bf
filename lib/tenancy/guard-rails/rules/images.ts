import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { POD, TEMPLATE_KINDS } from '../pods';

/**
 * Images of containers of every sort, and of volumes, come from registries of the tenant. The short names of Docker Hub are
 * judged by their long forms. An exact repository may be a bound as well; a host alone is none but itself, whatever port
 * comes after it. That an image is never pulled is refused: it would be one that another tenant left on the node, and so may
 * be one that is pulled if it is not there, by the name that the other one gave it. A digest has to be known to be named.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages
 */
export function images(): GuardRail {
  const host = 'i.split("/")[0]';
  return {
    name: 'images',
    does: 'images come from the registries of the tenant, and are pulled as it may pull them',
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
      { name: 'allowedPolicies', expression: bound(Bound.PULL_POLICIES) },
      {
        name: 'images',
        expression: `variables.containers.filter(c, has(c.image)).map(c, c.image) + ${fieldOr('variables.pod', 'volumes', '[]')}.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference)`,
      },
      {
        name: 'pulls',
        expression: `variables.containers.filter(c, has(c.image)).map(c, ${pull('c', 'imagePullPolicy', 'image')}) + ${fieldOr('variables.pod', 'volumes', '[]')}.filter(v, has(v.image) && has(v.image.reference)).map(v, ${pull('v.image', 'pullPolicy', 'reference')})`,
      },
      {
        name: 'strangePulls',
        expression:
          'variables.pulls.filter(p, !(p.split(" ")[0] in variables.allowedPolicies) && !(p.startsWith("IfNotPresent ") && p.contains("@")))',
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
        expression: 'size(variables.strangePulls) == 0',
        message: 'an image is pulled in a way that the tenant may not use',
        messageExpression:
          '"image " + variables.strangePulls[0].split(" ")[1] + " is pulled by " + variables.strangePulls[0].split(" ")[0] + ", and the tenant may use " + variables.allowedPolicies.join(", ") + " alone, and IfNotPresent for images by digest"',
      },
    ],
  };
}

/**
 * How an image is pulled, and which. Of an object that no API server has filled in, the default is as there.
 * Source: https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
 */
function pull(of: string, policy: string, image: string): string {
  const byDefault = `${of}.${image}.matches("^([^@]*/)?[^/:@]*(:latest)?$") ? "Always" : "IfNotPresent"`;
  return `(has(${of}.${policy}) && ${of}.${policy} != "" ? ${of}.${policy} : ${byDefault}) + " " + ${of}.${image}`;
}
