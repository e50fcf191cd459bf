import { type Client, serviceAccount } from '../../bed/client';
import type { RecordedCall } from '../../recording/recorded-call';
import { SAMPLES, SETTINGS } from '../../recording/samples';
import { apply } from '../apply';
import type { Judgement } from '../judgement';
import { type Call, make } from '../rbac/call';
import { judgeAllowed } from '../rbac/calls';
import { type Attributes, neededFor } from './attributes';
import { type Copies, deleteCopies, writeCopies } from './copies';
import type { Account, Held } from './held';
import type { Lack } from './lacks';
import { byMoment, replayable, settle } from './stage';

/** What came of a replay. */
export interface Replay {
  /** The calls, as the account that they were recorded of. */
  readonly allowed: Judgement;
  /** Which part of what the account holds nothing fails without. */
  readonly needed: Judgement;
}

interface Made extends Call {
  readonly needs: readonly Attributes[];
}

/**
 * How the authorizer refuses, and the admission of references to owners. Kubernetes 1.28 refuses without a word what may
 * not be created by being applied; quotas, which answer 403 as well, have many words.
 */
const REFUSALS = / cannot \w+ (resource|path) |cannot set blockOwnerDeletion| is forbidden: $/;

/**
 * Makes recorded calls again, nothing of which stays: as the account that they were recorded of, which is to be allowed
 * all of them, and as accounts that lack one part each of what it holds, which are to be refused at least one.
 * @param client of an administrator
 * @param held by the account, and in force
 */
export async function replay(
  client: Client,
  calls: readonly RecordedCall[],
  account: Account,
  held: Held,
  lacks: readonly Lack[],
): Promise<Replay> {
  const { before, after } = byMoment(calls);
  const made: string[] = [];
  try {
    await apply(client, [SETTINGS, ...SAMPLES]);
    made.push(...(await Promise.all([SETTINGS, ...SAMPLES].map((sample) => client.pathOf(sample)))));
    const copies = await writeCopies(client, held, lacks, account.namespace);
    const refused = copies.lacking.map(() => 0);
    const early = await atOnce(client, before, account, copies, refused);
    made.push(...(await settle(client, before)));
    const late = await atOnce(client, after, account, copies, refused);
    const findings = [...early, ...late];
    const counts = { 'recorded calls allowed': calls.length - findings.length };
    return { allowed: { findings, counts }, needed: judgeNeeded(copies, refused) };
  } finally {
    await deleteCopies(client, held);
    // A Job would else wait for the garbage collector to orphan its pods, and be there for the next replay.
    const query = { propagationPolicy: 'Background' };
    for (const path of made) await client.request('DELETE', path, { query });
  }
}

/** Makes the calls of one moment, and counts what each of those is refused that lack something. */
async function atOnce(
  client: Client,
  calls: readonly RecordedCall[],
  account: Account,
  { whole, lacking }: Copies,
  refused: number[],
): Promise<readonly string[]> {
  const moment: readonly Made[] = await Promise.all(
    calls.map(async (call) => ({
      ...(await replayable(client, call)),
      needs: await neededFor(client, call),
    })),
  );
  // What is watched takes a second each, and is asked for by the same roles as what is listed.
  const quick = moment.filter(({ query }) => query?.watch !== 'true');
  const { findings } = await judgeAllowed(as(client, account), moment);
  const copied = await judgeAllowed(as(client, whole), quick);
  await Promise.all(
    lacking.map(async (lack, index) => {
      const related = moment.filter(({ needs }) => needs.some(lack.served));
      const answers = await Promise.all(related.map((call) => make(as(client, lack.account), call)));
      const refusals = answers.filter(
        ({ status, body }) => status === 403 && REFUSALS.test(String(body.message)),
      );
      refused[index] = (refused[index] ?? 0) + refusals.length;
    }),
  );
  return [...findings, ...copied.findings.map((finding) => `with copies of the roles: ${finding}`)];
}

function as(client: Client, { namespace, name }: Account): Client {
  return client.as(serviceAccount(namespace, name));
}

function judgeNeeded({ lacking }: Copies, refused: readonly number[]): Judgement {
  const idle = lacking.filter((_, index) => refused[index] === 0);
  const needed = lacking.filter((lack) => !idle.includes(lack)).map(({ sort }) => sort);
  const counts = [...new Set(needed)].map((sort) => [
    `${sort} that calls fail without`,
    needed.filter((other) => other === sort).length,
  ]);
  return {
    findings: idle.map(({ what }) => `no recorded call fails without ${what}`),
    counts: Object.fromEntries(counts),
  };
}
