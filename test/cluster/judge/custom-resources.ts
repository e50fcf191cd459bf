import type { Manifest } from '../../../lib';
import type { Answer, Client } from '../bed/client';
import { type KindName, resource } from '../fixtures/custom-resources';
import { type Judgement, nameOf } from './judgement';

/** A custom resource that has to be refused. */
export interface Refused {
  /** What is wrong with it. */
  readonly what: string;
  readonly manifest: Manifest;
  /** What the message has to name: the field, or the words of the author. */
  readonly names: string;
}

/** An update of the spec of an object that is there. */
export interface Change {
  /** What it does. */
  readonly what: string;
  readonly kind: KindName;
  readonly old: object;
  readonly new: object;
  /**
   * What the message has to name that refuses it.
   * @default - it is accepted
   */
  readonly refused?: string;
}

/** An update of the status of an object that is there. */
export interface StatusChange {
  /** What it does. */
  readonly what: string;
  readonly manifest: Manifest;
  readonly status: object;
  /**
   * What the message has to name that refuses it.
   * @default - it is accepted
   */
  readonly refused?: string;
}

const DRY_RUN = { dryRun: 'All', fieldValidation: 'Strict' };

/** Creates custom resources by a dry run: each that is refused, and each warning, is a finding. */
export async function judgeAccepted(client: Client, objects: readonly Manifest[]): Promise<Judgement> {
  const found = await Promise.all(
    objects.map(async (object) => {
      const { status, body, warnings } = await client.create(object, DRY_RUN);
      const name = nameOf(object);
      return [
        ...(status === 201 ? [] : [`${name} is refused: ${status} ${body.message}`]),
        ...warnings.map((warning) => `${name} is warned of: ${warning}`),
      ];
    }),
  );
  return { findings: found.flat(), counts: { 'custom resources accepted': faultless(found) } };
}

/** Creates bad custom resources by a dry run: each that is accepted, or refused without naming the field, is a finding. */
export async function judgeRefused(client: Client, refused: readonly Refused[]): Promise<Judgement> {
  const found = await Promise.all(
    refused.map(async (bad) => faults(bad, await client.create(bad.manifest, DRY_RUN))),
  );
  return { findings: found.flat(), counts: { 'custom resources refused': faultless(found) } };
}

/** The objects that changes are judged on, each of its own. */
export function before(changes: readonly Change[]): readonly Manifest[] {
  return changes.map(({ kind, old }, index) => resource(kind, `changing-${index}`, old));
}

/** Makes changes by a dry run, of objects that are there: each is a finding that is not judged as it has to be. */
export async function judgeChanges(client: Client, changes: readonly Change[]): Promise<Judgement> {
  const objects = before(changes);
  const answers = await Promise.all(
    objects.map(async (object, index) => {
      const { body } = await client.get(object);
      const changed = { ...body, spec: changes[index]?.new };
      return client.request('PUT', await client.pathOf(object), { body: changed, query: DRY_RUN });
    }),
  );
  return judged(changes, answers, 'changes');
}

/** Makes changes of statuses by a dry run, of objects that are there. */
export async function judgeStatuses(client: Client, changes: readonly StatusChange[]): Promise<Judgement> {
  const answers = await Promise.all(
    changes.map(async ({ manifest, status }) =>
      client.request('PATCH', `${await client.pathOf(manifest)}/status`, {
        body: { status },
        contentType: 'application/merge-patch+json',
        query: DRY_RUN,
      }),
    ),
  );
  return judged(changes, answers, 'statuses');
}

function judged(
  changes: readonly { readonly what: string; readonly refused?: string }[],
  answers: readonly Answer[],
  sort: string,
): Judgement {
  const found = changes.map(({ what, refused }, index) => {
    const answer = answers[index] as Answer;
    if (refused !== undefined) return faults({ what, names: refused }, answer);
    return answer.status === 200 ? [] : [`${what}: refused: ${answer.status} ${answer.body.message}`];
  });
  const isRefused = (_: unknown, index: number): boolean => changes[index]?.refused !== undefined;
  const refused = faultless(found.filter(isRefused));
  return {
    findings: found.flat(),
    counts: { [`${sort} accepted`]: faultless(found) - refused, [`${sort} refused`]: refused },
  };
}

/** How many of the objects have no findings. */
function faultless(found: readonly (readonly string[])[]): number {
  return found.filter((findings) => findings.length === 0).length;
}

function faults(
  { what, names }: Pick<Refused, 'what' | 'names'>,
  { status, body }: Answer,
): readonly string[] {
  if (status !== 400 && status !== 422) return [`${what}: not refused, but ${status}`];
  if (String(body.message).includes(names)) return [];
  return [`${what}: refused without a word of ${names}: ${body.message}`];
}
