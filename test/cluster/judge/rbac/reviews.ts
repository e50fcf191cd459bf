import type {
  BindingSubject,
  NonResourceAttributes,
  PermissionMatrix,
  ResourceAttributes,
} from '../../../../lib';
import { type Client, type Identity, serviceAccount } from '../../bed/client';
import { type Judgement, settled } from '../judgement';

/** Authorizers learn of roles, and controllers of parts of roles, a moment after these are written. */
const PATIENCE = 5_000;
/** Reviews under way at a time. */
const WIDTH = 16;

/** Whether somebody may make a request. */
export interface Question {
  readonly who: BindingSubject;
  readonly request: ResourceAttributes | NonResourceAttributes;
}

/** A subject as authentication would know it. */
export function identityOf({ kind, name = '', namespace = '' }: BindingSubject): Identity {
  if (kind === 'ServiceAccount') return serviceAccount(namespace, name);
  if (name === 'system:anonymous') return { user: name, groups: ['system:unauthenticated'] };
  return kind === 'Group'
    ? { user: 'somebody@example.com', groups: [name, 'system:authenticated'] }
    : { user: name, groups: ['system:authenticated'] };
}

/** Asks the authorizer of a server. */
export async function review(client: Client, { who, request }: Question): Promise<boolean> {
  const attributes = 'path' in request ? { nonResourceAttributes: request } : { resourceAttributes: request };
  const { status, body } = await client.request<{ readonly status?: { readonly allowed?: boolean } }>(
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    {
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: { ...identityOf(who), ...attributes },
      },
    },
  );
  if (status !== 201) throw new Error(`no review: ${status} ${JSON.stringify(body)}`);
  return body.status?.allowed === true;
}

/** Asks many questions, a few at a time. */
export async function reviewAll(client: Client, questions: readonly Question[]): Promise<readonly boolean[]> {
  const answers: boolean[] = new Array(questions.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < questions.length) {
      const index = next++;
      answers[index] = await review(client, questions[index] as Question);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return answers;
}

/**
 * Holds the answers of a matrix against those of a server: each that differs, and goes on to differ, is a finding.
 * @param patience for how long one is asked again that differs, in milliseconds
 */
export async function judgeAgreement(
  client: Client,
  matrix: PermissionMatrix,
  questions: readonly Question[],
  patience = PATIENCE,
): Promise<Judgement> {
  const differing = async (asked: readonly Question[]): Promise<readonly Question[]> => {
    const answers = await reviewAll(client, asked);
    return asked.filter(({ who, request }, index) => matrix.may(who, request) !== answers[index]);
  };
  let left = await differing(questions);
  const { findings } = await settled(patience, async () => {
    left = await differing(left);
    return { findings: left.map((question) => textOf(question, matrix)) };
  });
  const allowed = questions.filter(({ who, request }) => matrix.may(who, request)).length;
  return {
    findings,
    counts: {
      'questions answered alike': questions.length - findings.length,
      'of these: allowed': allowed,
      disagreements: findings.length,
    },
  };
}

function textOf({ who, request }: Question, matrix: PermissionMatrix): string {
  const what = 'path' in request ? request.path : resourceText(request);
  const says = matrix.may(who, request) ? 'the matrix alone' : 'the server alone';
  return `${says} lets ${who.kind} ${who.name} ${request.verb} ${what}`;
}

function resourceText({ group, resource, subresource, name, namespace }: ResourceAttributes): string {
  const where = namespace === undefined ? 'in the cluster' : `in ${namespace}`;
  return `${group || 'v1'}/${[resource, subresource].filter(Boolean).join('/')} ${name ?? ''} ${where}`;
}
