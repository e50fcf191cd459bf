import type { Manifest } from '../../../../lib';
import { SchemaRules } from '../../../../lib/kind/cel/rules';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';
import { refusalOf, rulesOf } from '../../../kind/cel/support';
import type { Answer, Client } from '../../bed/client';
import type { RuledPart } from '../../fixtures/cel/part';
import type { Judgement } from '../judgement';
import { causesOf, definitionOf, faultsOf, objectOf, serve } from './server';

type Named = readonly (readonly [name: string, part: RuledPart])[];

/** Parts of the spec of one kind, and the rules of those that an API server takes. */
export class Parts {
  private readonly all: Named;
  private readonly taken: Named;
  private readonly rules: SchemaRules;

  constructor(
    private readonly client: Client,
    private readonly minor: number,
    parts: readonly RuledPart[],
  ) {
    this.all = parts.map((part, index) => [`part${index}`, part]);
    this.taken = this.all.filter(
      ([, { schema }]) => refusalOf(schema) === undefined && rulesOf(schema).needs <= minor,
    );
    this.rules = SchemaRules.of(schemaOf(this.taken), '');
  }

  /** Makes the kind of those that are taken. */
  serve(): Promise<void> {
    return serve(this.client, definitionOf('Part', schemaOf(this.taken)), 'Part');
  }

  /** Sends all in one definition: those that are refused or taken otherwise than at synth are findings. */
  async judgeRefusals(): Promise<Judgement> {
    const faults = await faultsOf(this.client, definitionOf('Refused', schemaOf(this.all)));
    const names = faults
      // The total of all rules is told of those that cost much, whatever each may cost.
      .filter(({ message }) => !message.includes('contributed to'))
      .flatMap(({ field }) => /properties\[(part\d+)\]/.exec(field)?.[1] ?? []);
    const taken = this.taken.map(([name]) => name);
    const read = this.all.filter(([, { since = 0 }]) => since <= this.minor);
    const wrong = read.filter(([name]) => names.includes(name) === taken.includes(name));
    return {
      findings: wrong.map(([name, { what }]) => `${names.includes(name) ? 'refused' : 'taken'}: ${what}`),
      counts: { 'parts taken': taken.length, 'parts refused': new Set(names).size },
    };
  }

  /** Creates objects by dry runs: those that are judged otherwise than at synth are findings. */
  async judgeValues(): Promise<Judgement> {
    const findings: string[] = [];
    let count = 0;
    for (const [name, { what, values = [] }] of this.taken) {
      for (const value of values) {
        const object = objectOf('Part', 'sample', { spec: { [name]: value } });
        const answer = await this.client.create(object, { dryRun: 'All' });
        findings.push(...this.disagreements(what, answer, object));
        count += 1;
      }
    }
    return { findings, counts: { 'values judged': count } };
  }

  /** Creates objects and changes them: changes that are judged otherwise than at synth are findings. */
  async judgeChanges(): Promise<Judgement> {
    const findings: string[] = [];
    let count = 0;
    for (const [name, { what, changes = [] }] of this.taken) {
      for (const [index, [old, value]] of changes.entries()) {
        const id = `${name}-${index}`;
        const before = objectOf('Part', id, { spec: { [name]: old } });
        const after = objectOf('Part', id, { spec: { [name]: value } });
        findings.push(...this.disagreements(what, await this.change(before, after), after, before));
        count += 1;
      }
    }
    return { findings, counts: { 'changes judged': count } };
  }

  private async change(before: Manifest, after: Manifest): Promise<Answer> {
    const created = await this.client.create(before);
    if (created.status !== 201) throw new Error(`${created.status}: ${created.body.message}`);
    const { resourceVersion } = created.body.metadata as { readonly resourceVersion?: string };
    const body = { ...after, metadata: { ...after.metadata, resourceVersion } };
    return this.client.request('PUT', await this.client.pathOf(after), { body, query: { dryRun: 'All' } });
  }

  /** How an answer differs from what is said at synth: in whether, and in words of the author's. */
  private disagreements(what: string, answer: Answer, object: Manifest, old?: Manifest): readonly string[] {
    const problems = this.rules.problems(object, old);
    const given = JSON.stringify(object.spec);
    if ((answer.status === 422) !== problems.length > 0)
      return [`${what}: ${given} is ${answer.status}, and at synth has ${problems.length} problems`];
    // Keys of maps are in brackets.
    const said = causesOf(answer).map(
      ({ field, message }) => `${field.replace(/\[([^\]\d]+)\]/g, '.$1')} ${message}`,
    );
    return problems.flatMap(({ field, problem: { problem } }) => {
      const isWorded = !/^(breaks a rule|cannot be judged)/.test(problem);
      const isSaid = said.some((text) => text.startsWith(field) && (!isWorded || text.includes(problem)));
      return isSaid ? [] : [`${what}: ${given} is refused without "${field} ${problem}": ${said.join('; ')}`];
    });
  }
}

function schemaOf(parts: Named): OpenApiSchema {
  const properties = Object.fromEntries(parts.map(([name, { schema }]) => [name, schema]));
  return { type: 'object', properties: { spec: { type: 'object', properties } } };
}
