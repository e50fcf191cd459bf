import { celTexts } from '../../../policy/literal';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { areOwnNames, isOwnHost } from '../hosts';

/** By which Ingresses named their class before they had a field for it. Controllers still read it. */
const LEGACY_CLASS = '"kubernetes.io/ingress.class"';

/** By which ingress-nginx takes Secrets, of any namespace where they name one. */
const SECRETS = celTexts(
  ['auth-secret', 'auth-tls-secret', 'proxy-ssl-secret'].map((name) => `nginx.ingress.kubernetes.io/${name}`),
);

/**
 * Ingresses are of a class of the tenant and serve hosts of its domains alone: by name, so that none takes what is left
 * over. Annotations of ingress-nginx that write into its configuration, or add hosts, would undo that.
 * Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
 */
export function ingresses(): GuardRail {
  return {
    name: 'ingresses',
    does: 'ingresses are of a class and serve hosts of the tenant, without wildcards, default backends, snippets and Secrets of others',
    exempt: 'administrators',
    kinds: ['networking.k8s.io/Ingress'],
    variables: [
      BOUNDS,
      { name: 'classes', expression: bound(Bound.INGRESS_CLASSES) },
      { name: 'domains', expression: bound(Bound.DOMAINS) },
      { name: 'annotations', expression: fieldOr('object.metadata', 'annotations', '{}') },
      {
        name: 'stated',
        expression: `(has(object.spec.ingressClassName) ? [object.spec.ingressClassName] : []) + (${LEGACY_CLASS} in variables.annotations ? [variables.annotations[${LEGACY_CLASS}]] : [])`,
      },
      { name: 'rules', expression: fieldOr('object.spec', 'rules', '[]') },
      { name: 'tls', expression: fieldOr('object.spec', 'tls', '[]') },
      {
        name: 'foreign',
        expression: `variables.rules.filter(r, has(r.host) && !${isOwnHost('r.host')}).map(r, r.host)`,
      },
    ],
    validations: [
      {
        expression: 'size(variables.stated) > 0 && variables.stated.all(class, class in variables.classes)',
        message: 'the Ingress states no class, or none that the tenant may use',
        messageExpression:
          '"the Ingress must state a class that the tenant may use: " + variables.classes.join(", ")',
      },
      {
        expression: 'variables.rules.all(r, has(r.host) && r.host != "")',
        message: 'a rule without a host takes the requests to every host: name the host',
      },
      {
        expression: 'size(variables.foreign) == 0',
        message: 'a host is in none of the domains of the tenant, or has a wildcard',
        messageExpression:
          '"host " + string(variables.foreign[0]) + " is in none of the domains of the tenant, or has a wildcard: " + variables.domains.join(", ")',
      },
      {
        expression: `variables.tls.all(t, !has(t.hosts) || t.hosts.all(h, ${isOwnHost('h')}))`,
        message:
          'a certificate is for a host that is in none of the domains of the tenant, or has a wildcard',
      },
      {
        expression: '!has(object.spec.defaultBackend)',
        message: 'a default backend takes the requests to every host: name the hosts in rules',
      },
      {
        expression:
          'variables.annotations.all(a, !(a.startsWith("nginx.ingress.kubernetes.io/") && (a.endsWith("-snippet") || a.endsWith("/server-alias"))))',
        message: 'an annotation writes into the configuration of the ingress controller, or adds hosts to it',
      },
      {
        expression: areOwnNames(['cert-manager.io/common-name']),
        message: 'an annotation asks for a name or certificate that is in none of the domains of the tenant',
      },
      {
        expression: `variables.annotations.all(a, !(a in ${SECRETS}) || !variables.annotations[a].contains("/") || variables.annotations[a].split("/")[0] == object.metadata.namespace)`,
        message: 'an annotation names the Secret of another namespace, which the ingress controller may read',
      },
    ],
  };
}
