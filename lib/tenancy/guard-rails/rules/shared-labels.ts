import { NAMESPACE_NAME } from '../../../core/namespace-name';
import { resourceOfKind } from '../../../kind/kind-ref';
import { celText, celTexts } from '../../../policy/literal';
import { OWNED_KINDS } from '../../label/owned-kinds';
import { SHARED_LABEL, TENANT_LABEL } from '../../labels';
import { POD_SELECTORS } from '../../pod-selectors';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { TEMPLATE_KINDS, templateOf } from '../pods';

const KEY = celText(TENANT_LABEL);
const NAME = celText(NAMESPACE_NAME);
const GROUP_KIND = '(request.kind.group + "/" + request.kind.kind)';
const TEMPLATES = celTexts(TEMPLATE_KINDS.map((kind) => resourceOfKind(kind).kind));

/** Whether pods are told otherwise: by nothing, or by a selector that the server makes itself. */
const SELECTS_NOTHING =
  '(request.kind.kind == "Service" && !has(object.spec.selector)) || (request.kind.kind == "Job" && !(has(object.spec.manualSelector) && object.spec.manualSelector))';

/** The label that a map has; an empty text where it has none, which is no tenant. */
function labelIn(labels: string): string {
  return `(${KEY} in ${labels} ? ${labels}[${KEY}] : "")`;
}

/** The label of an object; an empty text where it has none. */
export function labelOf(object: string): string {
  const labels = `${object}.metadata.labels`;
  return `(has(${object}.metadata) && has(${labels}) ? ${labelIn(labels)} : "")`;
}

/** The labels that an object selects pods by, wherever its kind has them. */
function selected(): string {
  const paths = new Set(Object.values(POD_SELECTORS).map((path) => path.join('.')));
  const chosen = [...paths].map((path) => {
    const kinds = Object.keys(POD_SELECTORS).filter((kind) => POD_SELECTORS[kind]?.join('.') === path);
    return `${GROUP_KIND} in ${celTexts(kinds)} ? ${deepField(path.split('.'))}`;
  });
  return `${chosen.join(' : ')} : {}`;
}

function deepField(path: readonly string[]): string {
  const steps = path.map((_, index) => `object.${path.slice(0, index + 1).join('.')}`);
  return `(${steps.map((step) => `has(${step})`).join(' && ')} ? object.${path.join('.')} : {})`;
}

/** Whether every rule of a direction names peers, none of which may be of another tenant of the namespace. */
function isOwnSide(direction: 'ingress' | 'egress', peers: 'from' | 'to'): string {
  const selector = 'p.namespaceSelector';
  const elsewhere = [
    `(has(${selector}.matchLabels) && ${NAME} in ${selector}.matchLabels && ${selector}.matchLabels[${NAME}] != request.namespace)`,
    `(has(${selector}.matchExpressions) && ${selector}.matchExpressions.exists(e, e.key == ${NAME} && e.operator == "In" && has(e.values) && !(request.namespace in e.values)))`,
  ].join(' || ');
  const own = `has(p.podSelector) && has(p.podSelector.matchLabels) && ${labelIn('p.podSelector.matchLabels')} == variables.label`;
  return `variables.${direction}.all(r, has(r.${peers}) && size(r.${peers}) > 0 && r.${peers}.all(p, has(p.ipBlock) || (has(${selector}) && (${elsewhere})) || (${own})))`;
}

/**
 * In a namespace that tenants share, every object is one tenant's and stays it, and so are the pods that it makes, selects
 * and lets in. Synth finds the same by `labelCheck`, whose findings name the field. What an object uses by name, a policy
 * does not see the owner of.
 *
 * A label may be changed by way of the status of many kinds; of that, nothing else is judged, as controllers of others write
 * it.
 */
export function sharedLabels(): GuardRail {
  const isPolicy = 'request.kind.kind == "NetworkPolicy"';
  return {
    name: 'shared-labels',
    does: 'in a shared namespace, objects, and the pods that they make, select and let in, are of one tenant, and stay it',
    exempt: 'administrators and operators',
    kinds: [
      ...OWNED_KINDS.map((kind) => ({ kind, subresources: ['status'] })),
      'rbac.authorization.k8s.io/RoleBinding',
    ],
    namespaceSelector: { matchExpressions: [{ key: SHARED_LABEL, operator: 'Exists' }] },
    judgedAtSynth: false,
    variables: [
      BOUNDS,
      { name: 'tenants', expression: bound(Bound.TENANTS) },
      { name: 'label', expression: labelOf('object') },
      { name: 'isStatus', expression: 'has(request.subResource) && request.subResource == "status"' },
      {
        name: 'template',
        expression: `request.kind.kind in ${TEMPLATES} ? (${templateOf('object')}) : object`,
      },
      { name: 'selector', expression: selected() },
      { name: 'ingress', expression: `${isPolicy} ? ${fieldOr('object.spec', 'ingress', '[]')} : []` },
      { name: 'egress', expression: `${isPolicy} ? ${fieldOr('object.spec', 'egress', '[]')} : []` },
    ],
    validations: [
      {
        expression: 'request.kind.kind != "RoleBinding"',
        message:
          'a role binding reaches the objects of all tenants of the namespace: it is made by the platform alone',
      },
      {
        expression: 'variables.isStatus || variables.label in variables.tenants',
        message: `the label ${TENANT_LABEL} names none of the tenants that share the namespace`,
        messageExpression: `"the label ${TENANT_LABEL} must be one of these: " + variables.tenants.join(", ")`,
      },
      {
        expression: `oldObject == null || ${labelOf('oldObject')} == variables.label`,
        message: `the label ${TENANT_LABEL} is never changed: make another object`,
      },
      {
        expression: `variables.isStatus || ${labelOf('variables.template')} == variables.label`,
        message: `the pods that it makes must carry the label ${TENANT_LABEL} of its tenant`,
      },
      {
        expression: `variables.isStatus || !(${GROUP_KIND} in ${celTexts(Object.keys(POD_SELECTORS))}) || ${SELECTS_NOTHING} || ${labelIn('variables.selector')} == variables.label`,
        message: `it selects pods of other tenants: its selector must have the label ${TENANT_LABEL} of its tenant`,
      },
      {
        expression: `${isOwnSide('ingress', 'from')} && ${isOwnSide('egress', 'to')}`,
        message: `a peer may be pods of another tenant of the namespace: its podSelector must have the label ${TENANT_LABEL} of its tenant`,
      },
    ],
  };
}
