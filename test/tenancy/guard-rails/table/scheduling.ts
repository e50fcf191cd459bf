import type { Manifest } from '../../../../lib';
import { deployment, podMakers, podSpec } from '../objects';
import { type Row, rows } from './row';

const scheduled = (pod: Readonly<Record<string, unknown>>): Manifest => deployment(podSpec(pod));
const TOLERATES = 'tolerations may have these keys alone';

/** Pods that are apart from others, or beside them. */
function apart(
  how: 'required' | 'preferred',
  of: object,
  side: 'podAffinity' | 'podAntiAffinity' = 'podAntiAffinity',
): Manifest {
  const term = {
    labelSelector: { matchLabels: { app: 'judged' } },
    topologyKey: 'kubernetes.io/hostname',
    ...of,
  };
  const terms = how === 'required' ? [term] : [{ weight: 1, podAffinityTerm: term }];
  return scheduled({ affinity: { [side]: { [`${how}DuringSchedulingIgnoredDuringExecution`]: terms } } });
}

/** Rows of the rule `scheduling`. */
export const SCHEDULING: readonly Row[] = rows(
  'scheduling',
  {
    'pods on the nodes of the tenant': deployment(podSpec()),
    'a priority class of the tenant': scheduled({ priorityClassName: 'guarded-high' }),
    'a runtime class of the tenant': scheduled({ runtimeClassName: 'gvisor' }),
    'a toleration of the tenant': scheduled({
      tolerations: [{ key: 'example.com/guarded', operator: 'Exists' }],
    }),
    'a toleration that Kubernetes adds': scheduled({
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    }),
    'pods apart from each other': apart('required', {}),
    'pods rather apart from each other': apart('preferred', { namespaces: [] }),
    'the default scheduler': scheduled({ schedulerName: 'default-scheduler' }),
  },
  {
    'a priority class of the cluster': [
      scheduled({ priorityClassName: 'system-cluster-critical' }),
      'priority class system-cluster-critical is none',
    ],
    'another runtime class': [scheduled({ runtimeClassName: 'host' }), 'runtime class host is none'],
    'no node selector': [
      scheduled({ nodeSelector: undefined }),
      'nodeSelector must have example.com/zone=a, pool=guarded',
    ],
    'half of the node selector': [scheduled({ nodeSelector: { pool: 'guarded' } }), 'nodeSelector must have'],
    'the nodes of another': [
      scheduled({ nodeSelector: { pool: 'other', 'example.com/zone': 'a' } }),
      'nodeSelector must have',
    ],
    'another toleration': [
      scheduled({ tolerations: [{ key: 'example.com/other', operator: 'Exists' }] }),
      TOLERATES,
    ],
    'a toleration of everything': [scheduled({ tolerations: [{ operator: 'Exists' }] }), TOLERATES],
    ...Object.fromEntries(
      (['required', 'preferred'] as const).flatMap((how) =>
        (['podAffinity', 'podAntiAffinity'] as const).flatMap((side) => [
          [
            `${how} ${side} of every namespace`,
            [apart(how, { namespaceSelector: {} }, side), 'of other namespaces'] as const,
          ],
          [
            `${how} ${side} of a namespace by name`,
            [apart(how, { namespaces: ['guarded-other'] }, side), 'of other namespaces'] as const,
          ],
        ]),
      ),
    ),
    'a node by name': [scheduled({ nodeName: 'control-plane-1' }), 'nodeName goes past the scheduler'],
    'another scheduler': [scheduled({ schedulerName: 'mine' }), 'schedulerName is none'],
    ...Object.fromEntries(
      podMakers(podSpec({ nodeName: 'control-plane-1' })).map((made) => [
        `a ${made.kind} with a node by name`,
        [made, 'nodeName goes past the scheduler'] as const,
      ]),
    ),
  },
);
