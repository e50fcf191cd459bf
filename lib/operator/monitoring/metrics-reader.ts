import { Construct } from 'constructs';
import { emit } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { RBAC_GROUP } from '../../core/rbac-terms';
import { clusterScopedName } from '../cluster-scoped-name';

/** Props of {@link MetricsReader}. */
export interface MetricsReaderProps {
  /** Name of the operator. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of the objects. */
  readonly labels: StringMap;
  /** The account that may read. */
  readonly serviceAccount: { readonly name: string; readonly namespace: string };
}

/**
 * Lets an account read the metrics of an operator. Whoever serves them asks the API server whether the account may `get`
 * the path, which has no namespace: it is a role of the cluster, and the same for every operator.
 */
export class MetricsReader extends Construct {
  constructor(scope: Construct, id: string, props: MetricsReaderProps) {
    super(scope, id);
    const { labels, serviceAccount } = props;
    const name = clusterScopedName(props.name, props.namespace, 'metrics-reader');
    emit(
      this,
      'ClusterRole',
      `${RBAC_GROUP}/ClusterRole`,
      { name, labels },
      { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] },
    );
    emit(
      this,
      'ClusterRoleBinding',
      `${RBAC_GROUP}/ClusterRoleBinding`,
      { name, labels },
      {
        roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
      },
    );
  }
}
