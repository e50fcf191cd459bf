import { type Manifest, type PodSecurityLevel, RenderedObject } from '../../../../lib';
import { podTemplateOf } from '../../../../lib/core/pod-template';
import { type Standard, violationsOf } from '../../../../lib/policy/pod-security/violations';
import type { Client } from '../../bed/client';
import { defaultAccount } from '../../bed/default-account';

/** Ids of the checks that synth finds a pod to violate, each once. */
export function violatedAtSynth(pod: Manifest, standard: Standard, kubernetes: number): readonly string[] {
  const template = podTemplateOf(new RenderedObject('judged', pod));
  if (!template) throw new Error(`${pod.kind} ${pod.metadata.name} has no pod`);
  return [...new Set(violationsOf(template, standard, kubernetes).map(({ check }) => check.id))];
}

/** What the API server calls what checks find; those of both levels have one name. */
const REASONS: Readonly<Record<string, string>> = {
  allowPrivilegeEscalation: 'allowPrivilegeEscalation != false',
  appArmorProfile: 'forbidden AppArmor profile',
  capabilities_baseline: 'non-default capabilities',
  capabilities_restricted: 'unrestricted capabilities',
  hostNamespaces: 'host namespaces',
  hostPathVolumes: 'hostPath volumes',
  hostPorts: 'hostPort',
  hostProbesAndHostLifecycle: 'probe or lifecycle host',
  privileged: 'privileged',
  procMount: 'procMount',
  procMount_restricted: 'procMount',
  restrictedVolumes: 'restricted volume types',
  runAsNonRoot: 'runAsNonRoot != true',
  runAsUser: 'runAsUser=0',
  seLinuxOptions: 'seLinuxOptions',
  seccompProfile_baseline: 'seccompProfile',
  seccompProfile_restricted: 'seccompProfile',
  sysctls: 'forbidden sysctls',
  windowsHostProcess: 'hostProcess',
};

/** Why the API server would refuse a pod by what checks find in it, in its own words. */
export function reasonsOf(checks: readonly string[]): readonly string[] {
  return checks.map((id) => REASONS[id] as string).sort();
}

function namespaceOf({ level, minor }: Standard): string {
  return `judged-${level}-${minor}`;
}

/** Makes a namespace for each version of a level, of which nothing but that level is known. */
export async function prepareLevel(client: Client, level: PodSecurityLevel, newest: number): Promise<void> {
  const minors = Array.from({ length: newest + 1 }, (_, minor) => minor);
  await Promise.all(
    minors.map(async (minor) => {
      const name = namespaceOf({ level, minor });
      const labels = {
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/enforce-version': `v1.${minor}`,
      };
      const { status } = await client.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels },
      });
      if (status >= 300) throw new Error(`namespace ${name}: ${status}`);
      await defaultAccount(client, name);
    }),
  );
}

/** Why the API server refuses a pod at a level; nothing where it admits it, and `undefined` where it is no valid pod. */
export async function reasonsOfServer(
  client: Client,
  pod: Manifest,
  standard: Standard,
): Promise<readonly string[] | undefined> {
  // The names of published pods have underscores, which pods may not.
  const metadata = { ...pod.metadata, name: 'judged', namespace: namespaceOf(standard) };
  const { status, body } = await client.create({ ...pod, metadata }, { dryRun: 'All' });
  if (status === 201) return [];
  const violated = /violates PodSecurity "[^"]*": (.*)$/s.exec(body.message ?? '')?.[1];
  if (status === 403 && violated !== undefined) return namesIn(violated);
  if (status === 422 || status === 400) return undefined;
  throw new Error(`${status} ${body.message}`);
}

/** What is violated, without the details in brackets. */
function namesIn(violated: string): readonly string[] {
  return violated
    .replace(/ \([^()]*\)/g, '')
    .split(', ')
    .map((name) => name.replace(/^forbidden AppArmor profiles$/, 'forbidden AppArmor profile'))
    .sort();
}
