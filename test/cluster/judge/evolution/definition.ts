import type { Call, DefinitionCase, Outcome } from '../../../kind/evolution/cases/definition-case';
import type { Answer, Client } from '../../bed/client';
import { describe, isWithin } from './outcome';
import { Trial } from './trial';

/** Judges what is said of a change of a definition: each thing that is otherwise is a finding. */
export async function judgeDefinition(
  client: Client,
  one: DefinitionCase,
  plural: string,
): Promise<readonly string[]> {
  const { what, proof } = one;
  const trial = new Trial(client, what, one.released(plural), one.next(plural), one.stored);
  await trial.release();
  if (typeof proof === 'string') {
    const answer = await trial.change();
    const isRefused = answer.status === 422 && String(answer.body.message).includes(proof);
    return isRefused ? [] : [`${what}: not refused with "${proof}", but ${describe(answer)}`];
  }
  const findings: string[] = [];
  for (const call of proof) {
    if (call.before) findings.push(...(await faultsOf(trial, 'before', call, call.before)));
  }
  const changed = await trial.change();
  if (changed.status >= 300) return [`${what}: the definition is refused: ${describe(changed)}`];
  for (const call of proof) findings.push(...(await faultsOf(trial, 'after', call, call.after)));
  return findings;
}

async function faultsOf(
  trial: Trial,
  when: string,
  call: Call,
  expected: Outcome,
): Promise<readonly string[]> {
  let answer = await make(trial, call);
  // Discovery, and what is listed by, come a moment after objects.
  for (let patience = 50; patience > 0 && !isAs(expected, answer, trial); patience -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await make(trial, call);
  }
  if (isAs(expected, answer, trial)) return [];
  return [`${trial.what}: ${when}: ${call.path} is not ${JSON.stringify(expected)}, but ${describe(answer)}`];
}

function make(trial: Trial, { path, patch, query }: Call): Promise<Answer> {
  if (patch && path === 'v1/objects') return trial.create({ spec: {}, ...patch });
  return patch ? trial.patch(path, patch) : trial.ask('GET', path, { query });
}

function isAs({ status, shows = {} }: Outcome, answer: Answer, trial: Trial): boolean {
  const { resources } = answer.body as { readonly resources?: readonly { readonly name: string }[] };
  const shown = resources ? resources.find(({ name }) => name === trial.plural) : answer.body;
  return answer.status === status && isWithin(shows, shown);
}
