import type { Manifest } from '../../../lib';
import type { Answer, Client } from '../bed/client';
import { type Judgement, nameOf } from './judgement';

/** A custom resource that has to be refused. */
export interface Refused {
  /** What is wrong with it. */
  readonly what: string;
  readonly manifest: Manifest;
  /** What the message has to name: the field, or the words of the author. */
  readonly names: string;
}

/** A change of an object that has to be refused. */
export interface RefusedChange extends Refused {
  /** Merge patch of the object, or of a subresource. */
  readonly patch: object;
  /**
   * Subresource that is patched.
   * @default - the object itself
   */
  readonly subresource?: string;
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

/** Makes bad changes by a dry run, of objects that are there. */
export async function judgeRefusedChanges(
  client: Client,
  changes: readonly RefusedChange[],
): Promise<Judgement> {
  const found = await Promise.all(
    changes.map(async (change) => {
      const path = [await client.pathOf(change.manifest), change.subresource].filter(Boolean).join('/');
      const answer = await client.request('PATCH', path, {
        body: change.patch,
        contentType: 'application/merge-patch+json',
        query: DRY_RUN,
      });
      return faults(change, answer);
    }),
  );
  return { findings: found.flat(), counts: { 'changes refused': faultless(found) } };
}

/** How many of the objects have no findings. */
function faultless(found: readonly (readonly string[])[]): number {
  return found.filter((findings) => findings.length === 0).length;
}

function faults({ what, names }: Refused, { status, body }: Answer): readonly string[] {
  if (status !== 400 && status !== 422) return [`${what}: not refused, but ${status}`];
  if (String(body.message).includes(names)) return [];
  return [`${what}: refused without a word of ${names}: ${body.message}`];
}
