import type { Manifest } from '../../../lib';
import type { Client } from '../bed/client';
import { type Judgement, nameOf, settled } from './judgement';
import { boundsOf } from './pod-bounds';
import { type PodSpec, podOf, type Workload, workloadsOf } from './pod-templates';
import { rolledOut } from './rollout';

/**
 * Has the pods of workloads that are applied already admitted: one of each template by a dry run, which tells what
 * admission made of it and warned of, and those of Deployments for good, by the controllers of the cluster, at the
 * most replicas that their autoscalers go to. No controller creates pods of a DaemonSet, since there is no node.
 * @param patience how long controllers may take, in milliseconds
 */
export async function judgePods(
  client: Client,
  objects: readonly Manifest[],
  patience = 30_000,
): Promise<Judgement> {
  const workloads = workloadsOf(objects);
  const findings: string[] = [];
  let admitted = 0;
  for (const workload of workloads) {
    const found = await judgeTemplate(client, objects, workload);
    findings.push(...found);
    if (found.length === 0) admitted += 1;
  }
  const deployments = workloads.map(({ manifest }) => manifest).filter(({ kind }) => kind === 'Deployment');
  const rollouts = await Promise.all(
    deployments.map((deployment) => settled(patience, () => rolledOut(client, deployment))),
  );
  return {
    findings: [...findings, ...rollouts.flatMap((rollout) => rollout.findings)],
    counts: {
      'pod templates admitted': admitted,
      'pods admitted, made by controllers': rollouts.reduce((sum, { created }) => sum + created, 0),
    },
  };
}

async function judgeTemplate(
  client: Client,
  objects: readonly Manifest[],
  workload: Workload,
): Promise<readonly string[]> {
  const name = `a pod of ${nameOf(workload.manifest)}`;
  const { status, body, warnings } = await client.create(podOf(workload), { dryRun: 'All' });
  if (status >= 300) return [`${name} is refused: ${status} ${body.message}`];
  const bounds = await boundsOf(client, objects, String(workload.manifest.metadata.namespace));
  const spec = body.spec as PodSpec;
  return [
    ...warnings.map((warning) => `${name} is warned of: ${warning}`),
    ...bounds.findings,
    ...(bounds.limited ? unlimited(spec).map((container) => `${name}: ${container} has no resources`) : []),
  ];
}

function unlimited({ containers, initContainers = [] }: PodSpec): readonly string[] {
  return [...containers, ...initContainers]
    .filter(({ resources }) => !resources?.requests || !resources.limits)
    .map(({ name }) => name);
}
