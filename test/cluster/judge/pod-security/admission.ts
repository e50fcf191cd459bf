import type { Manifest } from '../../../../lib';
import type { Standard } from '../../../../lib/policy/pod-security/violations';
import type { Client } from '../../bed/client';
import type { Judgement } from '../judgement';
import { reasonsOf, reasonsOfServer, violatedAtSynth } from './verdict';

/** A pod, and what it is judged by. */
export interface JudgedPod {
  /** How findings name it. */
  readonly name: string;
  /** The pod. */
  readonly pod: Manifest;
  /** The standard. */
  readonly standard: Standard;
}

/**
 * Whether the API server gets to see what a reason is about. Until 1.33, it drops `procMount` unless a feature gate is on,
 * which no manifest tells, so synth takes the field as it is written.
 * Source: ProcMountType in https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
function isSeen(reason: string, kubernetes: number): boolean {
  return reason !== 'procMount' || kubernetes >= 33;
}

/** How many pods are sent at a time: as many as the client has connections. */
const AT_ONCE = 16;

/** Has pods admitted by dry runs, and compares why they are refused with what synth finds in them. */
export async function judgeAdmission(
  client: Client,
  sort: string,
  pods: readonly JudgedPod[],
  kubernetes: number,
): Promise<Judgement> {
  const findings: string[] = [];
  const counts = { admitted: 0, refused: 0, invalid: 0 };
  const judge = async ({ name, pod, standard }: JudgedPod): Promise<void> => {
    const said = await reasonsOfServer(client, pod, standard);
    if (said === undefined) {
      counts.invalid += 1;
      return;
    }
    counts[said.length === 0 ? 'admitted' : 'refused'] += 1;
    const found = reasonsOf(violatedAtSynth(pod, standard, kubernetes)).filter((reason) =>
      isSeen(reason, kubernetes),
    );
    if (String(said) === String(found)) return;
    findings.push(
      `${name} by ${standard.level} v1.${standard.minor}: refused for [${said}], at synth for [${found}]`,
    );
  };
  for (let first = 0; first < pods.length; first += AT_ONCE)
    await Promise.all(pods.slice(first, first + AT_ONCE).map(judge));
  return {
    findings,
    counts: Object.fromEntries(
      Object.entries(counts).map(([verdict, count]) => [`${sort}: ${verdict}`, count]),
    ),
  };
}
