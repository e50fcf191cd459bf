import { VALUE } from '../../../kind/cel/sample';
import { type Row, refusalOf, rulesOf, sampleWith } from '../../../kind/cel/support';
import type { Client } from '../../bed/client';
import type { Judgement } from '../judgement';
import { type Cause, causesOf, definitionOf, faultsOf, objectOf, serve } from './server';

/** Literals that versions before 1.30 take: they do not ask that the items of a list say their types. */
const TAKEN_BEFORE_30 = ["[1, dyn('a')].size() == 2", "[null, duration('1s')].size() == 2"];

/** What versions before 1.37 answer otherwise: Go and its library of CEL were mended since. */
const MENDED_IN_37 = [
  "''.lastIndexOf('a') == -1",
  "'abc'.lastIndexOf('a', 9) == -1",
  "'abc'.indexOf('') == 0 && 'abc'.lastIndexOf('') == 3 && 'abc'.indexOf('', 2) == 2 && 'abc'.indexOf('',9) == 3",
  "url('http://a:80:90/').getHost() == ''",
];

/** Whether an API server of a version takes a rule, as far as is known at synth. */
function isTaken({ rule, verdict }: Row, minor: number): boolean {
  if (minor < 30 && TAKEN_BEFORE_30.includes(rule)) return true;
  if (verdict === 'refused') return false;
  const sample = sampleWith({ rule });
  return refusalOf(sample) !== undefined || rulesOf(sample).needs <= minor;
}

/** A kind whose spec is the sample with rules, each of which says its number. */
function ruled(kind: string, rows: readonly Row[]) {
  const rules = rows.map(({ rule }, number) => ({ rule, message: `rule ${number}.` }));
  return definitionOf(kind, { type: 'object', properties: { spec: sampleWith(...rules) } });
}

function numbersIn(causes: readonly Cause[], pattern: RegExp): ReadonlySet<number> {
  const numbers = causes.flatMap(({ field, message }) => pattern.exec(`${field} ${message}`)?.[1] ?? []);
  return new Set(numbers.map(Number));
}

/** Sends all rules in one definition: those that are refused or taken against what is recorded are findings. */
export async function judgeRefusals(client: Client, minor: number, rows: readonly Row[]): Promise<Judgement> {
  const faults = await faultsOf(client, ruled('Refused', rows));
  const refused = numbersIn(faults, /x-kubernetes-validations\[(\d+)\]\.rule (?!contributed)/);
  const wrong = rows.flatMap((row, number) => (refused.has(number) === isTaken(row, minor) ? [number] : []));
  return {
    findings: wrong.map((number) => `${refused.has(number) ? 'refused' : 'taken'}: ${rows[number]?.rule}`),
    counts: { 'rules taken': rows.length - refused.size, 'rules refused': refused.size },
  };
}

/** Writes the sample: each rule that does not make of it what is recorded is a finding. */
export async function judgeVerdicts(client: Client, minor: number, rows: readonly Row[]): Promise<Judgement> {
  const judged = rows.filter((row) => {
    const isMended = minor < 37 && MENDED_IN_37.includes(row.rule);
    return row.verdict !== 'refused' && isTaken(row, minor) && !isMended;
  });
  await serve(client, ruled('Ruled', judged), 'Ruled');
  const causes = causesOf(
    await client.create(objectOf('Ruled', 'sample', { spec: VALUE }), { dryRun: 'All' }),
  );
  const failed = numbersIn(causes, / rule: rule (\d+)\.$/);
  const broken = numbersIn(causes, /(?<! rule): rule (\d+)\.$/);
  const findings = judged.flatMap(({ rule, verdict }, number) => {
    const found = failed.has(number) ? 'error' : broken.has(number) ? 'false' : 'true';
    return found === verdict ? [] : [`${found}, not ${verdict}: ${rule}`];
  });
  return { findings, counts: { 'rules run': judged.length } };
}
