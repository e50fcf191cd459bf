import * as fc from 'fast-check';
import { Namespace, NodeAgent, type NodeAgentProps, PodSecurityLevel } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { containerFields } from '../values/containers';
import { image } from '../values/images';
import { port } from '../values/integers';
import { dnsLabel1035 } from '../values/names';
import { absolutePath } from '../values/paths';
import { podFields } from '../values/pods';
import { full, mostly, partial } from '../values/records';
import { anyMounts } from '../values/volumes';

/** A node agent. */
export interface NodeAgentCase {
  /** Name of the agent. */
  readonly id: string;
  /** Its image. */
  readonly image: NodeAgentProps['image'];
  /** Its other props. */
  readonly props: Partial<NodeAgentProps>;
}

/** {@link NodeAgent} under test, in a namespace that admits directories of the node. */
export const nodeAgent: Subject<NodeAgentCase> = {
  name: 'NodeAgent',
  props: full<NodeAgentCase>({
    id: dnsLabel1035,
    image,
    props: partial<Omit<NodeAgentProps, 'image'>>({
      name: dnsLabel1035,
      ...podFields,
      ...containerFields,
      mounts: anyMounts,
      runAsUser: mostly(fc.constant(0), containerFields.runAsUser, 1),
      hostPaths: fc.uniqueArray(absolutePath, { maxLength: 3 }),
      metricsPort: port,
    }),
  }),
  declare: (cluster, { id, image: of, props }) =>
    inChart(cluster, (chart) => {
      const home = new Namespace(chart, 'home', {
        podSecurity: PodSecurityLevel.PRIVILEGED,
        podSecurityReason: 'told',
      });
      new NodeAgent(home, id, { image: of, ...props });
    }),
};
