import { celTexts } from '../../../policy/literal';
import { ANNOTATIONS, ARE_ALLOWED, hasNoneOf } from '../annotations';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail, type SharedFacts } from '../guard-rail';
import { areOwnNames, isOwnHost } from '../hosts';

/** By which Ingresses named their class before they had a field for it. Controllers still read it. */
const LEGACY_CLASS = '"kubernetes.io/ingress.class"';

const NGINX = 'nginx.ingress.kubernetes.io';

/** By which ingress-nginx takes Secrets and ConfigMaps, of any namespace where they name one. */
const REFERENCES = celTexts(
  [
    'auth-proxy-set-headers',
    'auth-secret',
    'auth-tls-secret',
    'custom-headers',
    'fastcgi-params-configmap',
    'proxy-ssl-secret',
  ].map((name) => `${NGINX}/${name}`),
);

/** By which ingress-nginx sends requests to an URL, from where it stands: every tenant lets it in. */
const REQUESTS = celTexts(['auth-url', 'mirror-target'].map((name) => `${NGINX}/${name}`));

/**
 * By which an Ingress adds hosts to its rules, puts them before those of others, or takes addresses and load balancers.
 * Sources: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup, and
 * buildRuleConditions there, which adds hosts of conditions to the host of the rule;
 * https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb#static_ip_addresses_for_https_load_balancers
 */
const TAKING = [
  'alb.ingress.kubernetes.io/conditions.',
  'alb.ingress.kubernetes.io/group.',
  'alb.ingress.kubernetes.io/load-balancer-name',
  'kubernetes.io/ingress.global-static-ip-name',
  'kubernetes.io/ingress.regional-static-ip-name',
];

/**
 * Ingresses are of a class of the tenant and serve hosts of its domains alone: by name, so that none takes what is left
 * over. Annotations that write into the configuration of ingress-nginx, add hosts, or send requests elsewhere, would undo
 * that.
 * Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
 */
export function ingresses({ cluster }: SharedFacts): GuardRail {
  const domain = cluster.dns.clusterDomain.replaceAll('.', '[.]');
  return {
    name: 'ingresses',
    does: 'ingresses are of a class and serve hosts of the tenant, without wildcards, default backends, snippets, and Secrets and load balancers of others',
    exempt: 'administrators',
    kinds: ['networking.k8s.io/Ingress'],
    variables: [
      BOUNDS,
      { name: 'classes', expression: bound(Bound.INGRESS_CLASSES) },
      { name: 'domains', expression: bound(Bound.DOMAINS) },
      ...ANNOTATIONS,
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
        expression: `variables.annotations.all(a, !(a in ${REFERENCES}) || !variables.annotations[a].contains("/") || variables.annotations[a].split("/")[0] == object.metadata.namespace)`,
        message:
          'an annotation names a Secret or ConfigMap of another namespace, which the ingress controller may read',
      },
      {
        expression: `variables.annotations.all(a, !(a in ${REQUESTS}) || variables.annotations[a].matches("^https?://[a-z0-9-]+[.]" + object.metadata.namespace + "[.]svc([.]${domain})?(:[0-9]+)?(/.*|[$]request_uri)?$"))`,
        message:
          'an annotation has the ingress controller send requests, whom others let in: to Services of the namespace alone, http://name.namespace.svc.cluster.local',
      },
      {
        expression: hasNoneOf(TAKING),
        message: 'an annotation adds hosts to the rules, or takes an address or a load balancer of others',
      },
      ARE_ALLOWED,
    ],
  };
}
