// Written by scripts/update-built-in-roles.ts.
import type { RoleRow } from './row';

/** ClusterRoles of users and components. */
export const CLUSTER_ROLES: readonly RoleRow[] = [
  {
    name: 'admin',
    aggregates: ['admin'],
    rules: [],
  },
  {
    name: 'cluster-admin',
    rules: ['* | * | *', '- | * | *'],
  },
  {
    name: 'edit',
    partOf: ['admin'],
    aggregates: ['edit'],
    rules: [],
  },
  {
    name: 'system:aggregate-to-admin',
    partOf: ['admin'],
    rules: [
      'authorization.k8s.io | localsubjectaccessreviews | create',
      'rbac.authorization.k8s.io | rolebindings roles | create delete deletecollection get list patch update watch',
    ],
  },
  {
    name: 'system:aggregate-to-edit',
    partOf: ['edit'],
    rules: [
      'apps | daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale | create delete deletecollection patch update',
      'autoscaling | horizontalpodautoscalers | create delete deletecollection patch update',
      'batch | cronjobs jobs | create delete deletecollection patch update',
      'coordination.k8s.io | leases | create delete deletecollection get list patch update watch',
      'events.k8s.io | events | create delete deletecollection patch update |  | 35-',
      'extensions | daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale | create delete deletecollection patch update',
      'networking.k8s.io | ingresses networkpolicies | create delete deletecollection patch update',
      'policy | poddisruptionbudgets | create delete deletecollection patch update',
      'resource.k8s.io | resourceclaims resourceclaimtemplates | create delete deletecollection patch update |  | 34-',
      'v1 | configmaps events persistentvolumeclaims pods replicationcontrollers replicationcontrollers/scale services | create delete deletecollection patch update',
      'v1 | pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy | create delete deletecollection get list patch update watch',
      'v1 | pods/eviction serviceaccounts/token | create',
      'v1 | serviceaccounts | create delete deletecollection impersonate patch update',
    ],
  },
  {
    name: 'system:aggregate-to-view',
    partOf: ['view'],
    rules: [
      'apps | controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status | get list watch',
      'autoscaling | horizontalpodautoscalers horizontalpodautoscalers/status | get list watch',
      'batch | cronjobs cronjobs/status jobs jobs/status | get list watch',
      'discovery.k8s.io | endpointslices | get list watch',
      'events.k8s.io | events | get list watch |  | 35-',
      'extensions | daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale | get list watch',
      'networking.k8s.io | ingresses ingresses/status networkpolicies | get list watch',
      'policy | poddisruptionbudgets poddisruptionbudgets/status | get list watch',
      'resource.k8s.io | resourceclaims resourceclaims/status resourceclaimtemplates | get list watch |  | 34-',
      'v1 | bindings configmaps endpoints events limitranges namespaces namespaces/status persistentvolumeclaims persistentvolumeclaims/status pods pods/log pods/status replicationcontrollers replicationcontrollers/scale replicationcontrollers/status resourcequotas resourcequotas/status serviceaccounts services services/status | get list watch',
    ],
  },
  {
    name: 'system:auth-delegator',
    rules: [
      'authentication.k8s.io | tokenreviews | create',
      'authorization.k8s.io | subjectaccessreviews | create',
    ],
  },
  {
    name: 'system:basic-user',
    rules: [
      'authentication.k8s.io | selfsubjectreviews | create',
      'authorization.k8s.io | selfsubjectaccessreviews selfsubjectrulesreviews | create',
    ],
  },
  {
    name: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    rules: ['certificates.k8s.io | certificatesigningrequests/nodeclient | create'],
  },
  {
    name: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
    rules: ['certificates.k8s.io | certificatesigningrequests/selfnodeclient | create'],
  },
  {
    name: 'system:certificates.k8s.io:kube-apiserver-client-approver',
    rules: ['certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client'],
  },
  {
    name: 'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver',
    rules: ['certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client-kubelet'],
  },
  {
    name: 'system:certificates.k8s.io:kubelet-serving-approver',
    rules: ['certificates.k8s.io | signers | approve | kubernetes.io/kubelet-serving'],
  },
  {
    name: 'system:certificates.k8s.io:legacy-unknown-approver',
    rules: ['certificates.k8s.io | signers | approve | kubernetes.io/legacy-unknown'],
  },
  {
    name: 'system:cluster-trust-bundle-discovery',
    versions: '37-',
    rules: ['certificates.k8s.io | clustertrustbundles | get list watch |  | 37-'],
  },
  {
    name: 'system:discovery',
    rules: [
      '- | /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/ | get',
    ],
  },
  {
    name: 'system:heapster',
    rules: [
      'extensions | deployments | get list watch',
      'v1 | events namespaces nodes pods | get list watch',
    ],
  },
  {
    name: 'system:kube-aggregator',
    rules: ['v1 | endpoints services | get list watch'],
  },
  {
    name: 'system:kube-controller-manager',
    rules: [
      '* | * | list watch',
      'authentication.k8s.io | tokenreviews | create',
      'authorization.k8s.io | subjectaccessreviews | create',
      'coordination.k8s.io | leases | create',
      'coordination.k8s.io | leases | get update | kube-controller-manager',
      'events.k8s.io | events | create patch update',
      'v1 | configmaps namespaces | get',
      'v1 | events | create patch update',
      'v1 | secrets | create delete get update',
      'v1 | serviceaccounts | create get update',
      'v1 | serviceaccounts/token | create',
    ],
  },
  {
    name: 'system:kube-dns',
    rules: ['v1 | endpoints services | list watch'],
  },
  {
    name: 'system:kube-scheduler',
    rules: [
      'apps | replicasets statefulsets | get list watch',
      'authentication.k8s.io | tokenreviews | create',
      'authorization.k8s.io | subjectaccessreviews | create',
      'coordination.k8s.io | leasecandidates | create delete deletecollection get list patch update watch |  | 31-',
      'coordination.k8s.io | leases | create',
      'coordination.k8s.io | leases | get list update watch | kube-scheduler | 31-',
      'coordination.k8s.io | leases | get update | kube-scheduler | -30',
      'events.k8s.io | events | create patch update',
      'extensions | replicasets | get list watch',
      'policy | poddisruptionbudgets | get list watch',
      'resource.k8s.io | deviceclasses resourceslices | get list watch |  | 34-',
      'resource.k8s.io | devicetaintrules | get list watch |  | 37-',
      'resource.k8s.io | resourceclaims | create delete get list patch update watch |  | 36-',
      'resource.k8s.io | resourceclaims | get list patch update watch |  | 34-35',
      'resource.k8s.io | resourceclaims/binding | patch update |  | 36-',
      'resource.k8s.io | resourceclaims/status | get list patch update watch |  | 34-',
      'storage.k8s.io | csidrivers csinodes csistoragecapacities | get list watch',
      'storage.k8s.io | volumeattachments | get list watch |  | 32-',
      'v1 | bindings pods/binding | create',
      'v1 | events | create patch update',
      'v1 | namespaces nodes persistentvolumeclaims persistentvolumes replicationcontrollers services | get list watch',
      'v1 | pods | delete get list watch',
      'v1 | pods/finalizers | update |  | 34-',
      'v1 | pods/status | patch update',
    ],
  },
  {
    name: 'system:kubelet-api-admin',
    rules: [
      'v1 | nodes | get list proxy watch',
      'v1 | nodes/configz nodes/healthz nodes/pods | * |  | 33-',
      'v1 | nodes/log nodes/metrics nodes/proxy nodes/stats | *',
    ],
  },
  {
    name: 'system:monitoring',
    rules: [
      '- | /flagz /statusz | get |  | 36-',
      '- | /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/* | get',
      'v1 | nodes/metrics | get |  | 34-',
    ],
  },
  {
    name: 'system:node',
    rules: [
      'authentication.k8s.io | tokenreviews | create',
      'authorization.k8s.io | localsubjectaccessreviews subjectaccessreviews | create',
      'certificates.k8s.io | certificatesigningrequests | create get list watch',
      'certificates.k8s.io | clustertrustbundles | get list watch |  | 37-',
      'certificates.k8s.io | podcertificaterequests | create get list watch |  | 37-',
      'coordination.k8s.io | leases | create delete get patch update',
      'events.k8s.io | events | create patch update |  | 35-',
      'node.k8s.io | runtimeclasses | get list watch',
      'resource.k8s.io | resourceclaims | get |  | 34-',
      'resource.k8s.io | resourceslices | deletecollection |  | 34-',
      'storage.k8s.io | csidrivers | get list watch',
      'storage.k8s.io | csinodes | create delete get patch update',
      'storage.k8s.io | volumeattachments | get',
      'v1 | configmaps secrets services | get list watch',
      'v1 | endpoints persistentvolumeclaims persistentvolumes | get',
      'v1 | events | create patch update',
      'v1 | nodes | create get list patch update watch',
      'v1 | nodes/status pods/status | patch update',
      'v1 | persistentvolumeclaims/status | get patch update',
      'v1 | pods | create delete get list watch',
      'v1 | pods/eviction serviceaccounts/token | create',
      'v1 | serviceaccounts | get |  | 34-',
    ],
  },
  {
    name: 'system:node-bootstrapper',
    rules: ['certificates.k8s.io | certificatesigningrequests | create get list watch'],
  },
  {
    name: 'system:node-problem-detector',
    rules: [
      'events.k8s.io | events | create patch update',
      'v1 | events | create patch update',
      'v1 | nodes | get',
      'v1 | nodes/status | patch',
    ],
  },
  {
    name: 'system:node-proxier',
    rules: [
      'discovery.k8s.io | endpointslices | list watch',
      'events.k8s.io | events | create patch update',
      'networking.k8s.io | servicecidrs | list watch |  | 33-',
      'v1 | endpoints services | list watch',
      'v1 | events | create patch update',
      'v1 | nodes | get list watch',
    ],
  },
  {
    name: 'system:persistent-volume-provisioner',
    rules: [
      'events.k8s.io | events | create patch update',
      'storage.k8s.io | storageclasses | get list watch',
      'v1 | events | create patch update watch',
      'v1 | persistentvolumeclaims | get list update watch',
      'v1 | persistentvolumes | create delete get list watch',
    ],
  },
  {
    name: 'system:public-info-viewer',
    rules: ['- | /healthz /livez /readyz /version /version/ | get'],
  },
  {
    name: 'system:service-account-issuer-discovery',
    rules: [
      '- | /.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/ | get',
    ],
  },
  {
    name: 'system:volume-scheduler',
    rules: [
      'storage.k8s.io | storageclasses | get list watch',
      'v1 | persistentvolumeclaims persistentvolumes | get list patch update watch',
    ],
  },
  {
    name: 'view',
    partOf: ['edit'],
    aggregates: ['view'],
    rules: [],
  },
];
