import type { Manifest } from '../../../../lib';
import type { Client } from '../../bed/client';
import type { RecordedCall } from '../../recording/recorded-call';
import type { Call } from '../rbac/call';
import { attributesOf, ownersIn } from './attributes';

type Body = Manifest & { readonly spec?: Readonly<Record<string, unknown>> };

interface Identified {
  readonly metadata?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** What pods are made from: nothing that the calls leave behind is to start any. */
const ASLEEP: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  StatefulSet: { replicas: 0 },
  CronJob: { suspend: true },
  Job: { suspend: true },
};
const REVIEWS = /reviews$/;

/** Whether what a call made was not there before. */
function creates({ status, path }: RecordedCall): boolean {
  return status === 201 && !REVIEWS.test(path);
}

/** The calls that were made before an object was there, and those after. */
export function byMoment(calls: readonly RecordedCall[]): {
  readonly before: readonly RecordedCall[];
  readonly after: readonly RecordedCall[];
} {
  const early = ({ status }: RecordedCall): boolean => status === 201 || status === 404;
  return { before: calls.filter(early), after: calls.filter((call) => !early(call)) };
}

/**
 * A call as it is made again: of the objects that are there now.
 * @param client of an administrator
 */
export async function replayable(client: Client, call: RecordedCall): Promise<Call> {
  const { method, path, contentType, status } = call;
  const streamed = call.query?.sendInitialEvents === 'true';
  const query = { ...call.query, ...(call.query?.watch === 'true' && { timeoutSeconds: '1' }) };
  const body = call.body === undefined ? undefined : await present(client, call);
  // A server that streams no lists says so to whoever may watch; clients list then.
  const accepts = streamed ? [status, 422] : [status];
  return { what: `${method} ${path}`, method, path, query, contentType, body, accepts };
}

/**
 * Makes for good what the controller made, in a form that starts no pods.
 * @param client of an administrator
 * @returns the paths of what is there now
 */
export async function settle(client: Client, calls: readonly RecordedCall[]): Promise<readonly string[]> {
  const made: string[] = [];
  const creations = calls.filter(creates);
  const owned = (call: RecordedCall): boolean => ownersIn(call).length > 0;
  for (const call of [...creations.filter((one) => !owned(one)), ...creations.filter(owned)]) {
    const body = (await present(client, call)) as Body;
    const asleep = ASLEEP[body.kind];
    const { method, path, contentType, query } = call;
    const answer = await client.request(method, path, {
      contentType,
      query,
      body: asleep ? { ...body, spec: { ...body.spec, ...asleep } } : body,
    });
    // Events of one sort have one name in a recording.
    if (answer.status >= 300 && answer.status !== 409)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body.message}`);
    made.push(method === 'POST' ? `${path}/${body.metadata.name}` : path);
  }
  return [...new Set(made)];
}

/** A body that names its owners, and what it replaces, by what they are now. */
async function present(client: Client, call: RecordedCall): Promise<unknown> {
  const { metadata } = call.body as Body;
  if (call.method === 'PUT') {
    const { body } = await client.request<Identified>('GET', call.path);
    return { ...(call.body as Body), metadata: { ...metadata, ...identityOf(body) } };
  }
  const owners = ownersIn(call);
  if (owners.length === 0) return call.body;
  const namespace = attributesOf(call)?.namespace;
  const ownerReferences = await Promise.all(
    owners.map(async (owner) => {
      const manifest = { ...owner, metadata: { name: owner.name, namespace } };
      const { uid } = identityOf((await client.get(manifest)).body as Identified);
      return { ...owner, uid: uid ?? owner.uid };
    }),
  );
  return { ...(call.body as Body), metadata: { ...metadata, ownerReferences } };
}

function identityOf({
  metadata: { uid, resourceVersion } = {},
}: Identified): Identified['metadata'] & object {
  return { uid, resourceVersion };
}
