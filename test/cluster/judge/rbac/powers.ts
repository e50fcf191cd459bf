import type { Client } from '../../bed/client';
import type { Judgement } from '../judgement';

/** Powers that only a review tells of: each is over what nothing else of an operator could hold it to. */
const POWERS = [
  { verb: 'impersonate', resource: 'users' },
  { verb: 'impersonate', resource: 'groups' },
  { verb: 'impersonate', resource: 'serviceaccounts' },
  { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'roles' },
  { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'roles' },
  { verb: 'approve', group: 'certificates.k8s.io', resource: 'signers' },
  { verb: '*', group: '*', resource: '*' },
] as const;

interface Review {
  readonly status: { readonly allowed: boolean };
}

/** Asks whether a client has a power that no request of its own would show: each that it has is a finding. */
export async function judgePowers(client: Client, namespaces: readonly string[]): Promise<Judgement> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const asked = POWERS.flatMap((power) => ['', ...namespaces].map((namespace) => ({ ...power, namespace })));
  const findings = await Promise.all(
    asked.map(async (resourceAttributes) => {
      const { verb, resource, namespace } = resourceAttributes;
      const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview' };
      const answer = await client.request<Review>('POST', path, {
        body: { ...body, spec: { resourceAttributes } },
      });
      return answer.body.status.allowed ? [`may ${verb} ${resource} in ${namespace || 'the cluster'}`] : [];
    }),
  );
  return {
    findings: findings.flat(),
    counts: { 'powers denied': asked.length - findings.flat().length },
  };
}
