import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../lib';
import type { MatrixEndpoint, NetworkMatrix } from '../../../lib/network';
import type { Pod } from '../../network/matrix/brute-force';
import { OUTSIDE, PODS, QUESTIONS } from '../fixtures/network-policies';

type End = Pod | string;

/** What is asked: from whom to whom, and on which port. */
export interface Traffic {
  readonly from: End;
  readonly to: End;
  readonly question: (typeof QUESTIONS)[number];
}

/** Every pod with every other, and with every address outside. */
export const TRAFFIC: readonly Traffic[] = [
  ...PODS.flatMap((from) => PODS.filter((to) => to !== from).map((to) => ({ from, to }))),
  ...PODS.flatMap((pod) =>
    OUTSIDE.flatMap((address) => [
      { from: pod, to: address },
      { from: address, to: pod },
    ]),
  ),
].flatMap(({ from, to }): readonly Traffic[] => QUESTIONS.map((question) => ({ from, to, question })));

/** What cyclonus says of traffic, in its order: whether policies allow it. */
export function askCyclonus(
  cyclonus: string,
  policies: readonly Manifest[],
  traffic: readonly Traffic[],
): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  try {
    const [list, asked] = [join(folder, 'policies.yaml'), join(folder, 'traffic.json')];
    // It reads YAML, which JSON is; and of objects no more than it needs, as it does not know every field of metadata.
    const items = policies.map(({ metadata: { name, namespace }, spec }) => ({
      metadata: { name, namespace },
      spec,
    }));
    writeFileSync(list, JSON.stringify({ items }));
    writeFileSync(asked, JSON.stringify(traffic.map(trafficOf)));
    const args = ['analyze', '--mode', 'query-traffic', '--policy-path', list, '--traffic-path', asked];
    const { error, status, stdout, stderr } = spawnSync(cyclonus, args, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`cyclonus: exit ${status}\n${stderr}`);
    const answers = [...stdout.matchAll(/IS ALLOWED\?\s*\|\s*(TRUE|FALSE)/gi)].map(
      ([, is]) => is?.toUpperCase() === 'TRUE',
    );
    if (answers.length !== traffic.length)
      throw new Error(`cyclonus answered ${answers.length} of ${traffic.length}`);
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function trafficOf({ from, to, question: { protocol, port, name } }: Traffic): object {
  return {
    Source: endOf(from),
    Destination: endOf(to),
    ResolvedPort: port,
    // The container has the name, and there is none outside.
    ResolvedPortName: typeof to === 'string' ? '' : name,
    Protocol: protocol,
  };
}

function endOf(end: End): object {
  if (typeof end === 'string') return { IP: end };
  const { namespace, namespaceLabels, labels } = end;
  return {
    Internal: { Namespace: namespace, NamespaceLabels: namespaceLabels, PodLabels: labels },
    IP: `10.244.0.${PODS.indexOf(end) + 1}`,
  };
}

/** What the matrix says of traffic, in its order. */
export function askMatrix(matrix: NetworkMatrix, traffic: readonly Traffic[]): readonly boolean[] {
  const endpoint = (end: End): MatrixEndpoint => {
    if (typeof end === 'string') return { cidr: `${end}/${end.includes(':') ? 128 : 32}` };
    const { namespace, labels, ports } = end;
    return { namespace, labels, ports };
  };
  return traffic.map(({ from, to, question: { protocol, port } }) =>
    matrix.connections(endpoint(from), endpoint(to)).has(protocol, port),
  );
}

/** Traffic of which two say different things, a line for each. */
export function disagreements(
  traffic: readonly Traffic[],
  [name, said]: readonly [string, readonly boolean[]],
  [other, saidToo]: readonly [string, readonly boolean[]],
): readonly string[] {
  const text = (end: End): string => (typeof end === 'string' ? end : `${end.namespace}/${end.labels.app}`);
  return traffic.flatMap(({ from, to, question: { protocol, port } }, index) =>
    said[index] === saidToo[index]
      ? []
      : [
          `${text(from)} -> ${text(to)} ${protocol} ${port}: ${name} ${said[index]}, ${other} ${saidToo[index]}`,
        ],
  );
}
