import { type Change, changesOf } from '../../../../lib';
import { ofSchema } from '../../../kind/evolution/cases/definition';
import type { Proof, SchemaCase } from '../../../kind/evolution/cases/schema-case';
import type { Answer, Client } from '../../bed/client';
import { describe, isWithin } from './outcome';
import { OWNER, Trial } from './trial';

/** Judges what is said of a change of a schema: each thing that is otherwise is a finding. */
export async function judgeSchema(
  client: Client,
  minor: string,
  one: SchemaCase,
  plural: string,
): Promise<readonly string[]> {
  const released = ofSchema(plural, one.released);
  const next = ofSchema(plural, one.next);
  const trial = new Trial(client, one.what, released, next, { spec: one.stored });
  await trial.release();
  const { proof } = one;
  const before = 'applied' in proof ? await trial.apply('before', proof.applied, 'other') : undefined;
  const changed = await trial.change();
  if (changed.status >= 300) return [`${one.what}: the definition is refused: ${describe(changed)}`];
  const findings = new Findings(one.what);
  if (before && 'before' in proof) findings.spec('was merged', before, proof.before);
  await show(trial, one, { minor, changes: changesOf(released, next), findings });
  return findings.list;
}

/** What was said of a case, and what is found of it. */
interface Said {
  readonly minor: string;
  readonly changes: readonly Change[];
  readonly findings: Findings;
}

class Findings {
  readonly list: string[] = [];

  constructor(private readonly what: string) {}

  status(how: string, answer: Answer, ...expected: readonly number[]): void {
    if (!expected.includes(answer.status))
      this.list.push(`${this.what}: ${how}: not ${expected.join(' or ')}, but ${describe(answer)}`);
  }

  spec(how: string, answer: Answer, expected: unknown): void {
    if (answer.status >= 300 || JSON.stringify(sorted(answer.body.spec)) !== JSON.stringify(sorted(expected)))
      this.list.push(`${this.what}: ${how}: not ${JSON.stringify(expected)}, but ${describe(answer)}`);
  }
}

async function show(trial: Trial, one: SchemaCase, said: Said): Promise<void> {
  const { proof, stored } = one;
  const { findings } = said;
  if ('refused' in proof) return showRefused(trial, one, proof.refused, said);
  if ('applied' in proof) {
    findings.spec('is merged', await trial.apply('stored', proof.applied, 'other'), proof.after);
    return;
  }
  if ('refusedAnew' in proof) findings.status('created again', await trial.create({ spec: stored }), 422);
  else findings.status('created again', await trial.create({ spec: stored }), 201);
  findings.status('annotated', await trial.annotate(), 200);
  if ('read' in proof) {
    findings.spec('is read', await trial.read('stored'), proof.read);
    await showApply(trial, said, stored);
  } else if ('replaced' in proof) findings.spec('is replaced', await trial.replace(stored), proof.replaced);
  else await showKept(trial, one, proof, findings);
}

async function showKept(
  trial: Trial,
  { what, stored }: SchemaCase,
  proof: Proof,
  findings: Findings,
): Promise<void> {
  const read = await trial.read('stored');
  if (!isWithin(stored, read.body.spec)) findings.list.push(`${what}: is read as ${describe(read)}`);
  findings.status('applied again', await trial.apply('stored', stored, OWNER), 200);
  if ('taken' in proof) findings.status('updated', await trial.replace(proof.taken), 200);
  if ('refusedChange' in proof) findings.status('updated', await trial.replace(proof.refusedChange), 422);
}

/** From 1.30 on, what an update leaves as it was is not refused. */
async function showRefused(
  trial: Trial,
  one: SchemaCase,
  refused: object,
  { minor, changes, findings }: Said,
): Promise<void> {
  const { stored } = one;
  const [{ ratchet, consequence } = { ratchet: '', consequence: '' }] = changes;
  const isBornWith = (left: string): boolean =>
    Number(minor.split('.')[1]) >= 30 && left !== '' && ratchet?.startsWith(left) === true;
  const beside = { ...stored, other: 'touched' };
  findings.status('created again', await trial.create({ spec: stored }), 422);
  findings.status('updated', await trial.replace(refused), 422);
  findings.status('annotated', await trial.annotate(), isBornWith('spec') ? 200 : 422);
  findings.status('changed beside', await trial.replace(beside), isBornWith('spec.x') ? 200 : 422);
  const applied = await trial.apply('stored', { other: 'touched' }, 'other');
  if (consequence.includes('server-side apply')) findings.status('applied beside', applied, 500);
  else findings.status('applied beside', applied, isBornWith('spec.x') ? 200 : 422);
}

/** Where it is said that server-side apply of a manifest as it was fails, it does. */
async function showApply(trial: Trial, { changes, findings }: Said, stored: object): Promise<void> {
  const applied = await trial.apply('stored', stored, OWNER);
  if (changes.some(({ consequence }) => consequence.includes('server-side apply')))
    findings.status('applied again', applied, 500);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
