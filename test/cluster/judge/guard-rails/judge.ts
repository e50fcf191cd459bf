import type { Manifest } from '../../../../lib';
import type { Answer, Client, Identity } from '../../bed/client';
import { type Judgement, settled } from '../judgement';

/** Something that is done to an API server, and what becomes of it. */
export interface Attempt {
  /** What it is, in words: `relabel the namespace`. */
  readonly what: string;
  /** Does it, by a dry run as a rule. */
  readonly make: () => Promise<Answer>;
  /**
   * Name of the guard rail that refuses it: `images`.
   * @default - none; it is allowed
   */
  readonly refusedBy?: string;
  /**
   * What the refusal says beside.
   * @default - whatever the guard rail says
   */
  readonly says?: string;
}

/** Policies are in force a moment after they are written. */
const PATIENCE = 20_000;

/**
 * Makes attempts: each that ends otherwise than it says is a finding.
 * @param prefix what the names of policies have before those of rules
 * @param patience in milliseconds
 */
export async function judgeAttempts(
  attempts: readonly Attempt[],
  { prefix = 'tenant-', patience = PATIENCE } = {},
): Promise<Judgement> {
  const results = await Promise.all(
    attempts.map((attempt) => settled(patience, async () => ({ findings: await judge(attempt, prefix) }))),
  );
  const findings = results.flatMap((result) => result.findings);
  const refused = attempts.filter(({ refusedBy }) => refusedBy !== undefined).length;
  return {
    findings,
    counts: { 'attempts allowed': attempts.length - refused, 'attempts refused': refused },
  };
}

async function judge(
  { what, make, refusedBy, says = '' }: Attempt,
  prefix: string,
): Promise<readonly string[]> {
  const { status, body, warnings } = await make();
  const message = String(body.message ?? '');
  const answer = `${status} ${message}${warnings.join(' ')}`;
  if (refusedBy === undefined) return status < 300 ? [] : [`${what} is refused: ${answer}`];
  const isByPolicy = status === 403 && message.includes(`ValidatingAdmissionPolicy '${prefix}${refusedBy}'`);
  if (isByPolicy && message.includes(says)) return [];
  return [`${what} is not refused by ${refusedBy}${says === '' ? '' : `, saying "${says}"`}: ${answer}`];
}

/** Somebody of groups. */
export function member(...groups: readonly string[]): Identity {
  return { user: 'somebody@example.com', groups: [...groups, 'system:authenticated'] };
}

/** Asks whether an object could be created. */
export function creation(client: Client, object: Manifest): () => Promise<Answer> {
  return () => client.create(object, { dryRun: 'All' });
}

/** Asks whether an object could be patched. */
export function patch(client: Client, object: Manifest, body: object, suffix = ''): () => Promise<Answer> {
  return async () =>
    client.request('PATCH', `${await client.pathOf(object)}${suffix}`, {
      body,
      contentType: 'application/merge-patch+json',
      query: { dryRun: 'All' },
    });
}

/** Asks whether an object could be deleted. */
export function deletion(client: Client, object: Manifest): () => Promise<Answer> {
  return async () => client.request('DELETE', await client.pathOf(object), { query: { dryRun: 'All' } });
}
