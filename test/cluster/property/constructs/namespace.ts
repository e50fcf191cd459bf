import { Namespace, type NamespaceProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { level } from '../values/homes';
import { annotations, labels } from '../values/labels';
import { dnsLabel } from '../values/names';
import { full, partial } from '../values/records';

/** A namespace. */
export interface NamespaceCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: NamespaceProps;
}

/** {@link Namespace} under test. */
export const namespace: Subject<NamespaceCase> = {
  name: 'Namespace',
  props: full<NamespaceCase>({
    id: dnsLabel,
    props: partial<NamespaceProps>({ name: dnsLabel, podSecurity: level, labels, annotations }),
  }),
  declare: (cluster, { id, props }) => inChart(cluster, (chart) => new Namespace(chart, id, props)),
};
